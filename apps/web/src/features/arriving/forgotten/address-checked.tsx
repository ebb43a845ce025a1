/** The end of the link that says "this is my address". */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Frame } from '../frame/frame.tsx';

const words = t.access.address;

export function AddressChecked(props: { server: string; token: string; onDone: () => void }): ReactElement {
  const client = useClient();
  const [good, setGood] = useState(false);
  const verify = useCommand(() => client.verifyEmail(props.token));
  const { run } = verify;
  useEffect(() => {
    void run().then((outcome) => {
      if (outcome?.ok === true) setGood(true);
    });
  }, [run]);
  return (
    <Frame
      server={props.server}
      title={good ? words.checked : words.checking}
      lead={good ? words.checkedLead : words.checkingLead}
    >
      {verify.failure === null ? null : <Notice tone="brick">{failureText(verify.failure)}</Notice>}
      <Button tone="go" size="big" onPress={props.onDone} isPending={verify.pending}>
        {words.go}
      </Button>
    </Frame>
  );
}
