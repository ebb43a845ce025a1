/** How a request for a new password stands, in the settings: this device's own, or another's. */
import type { PasswordRequestView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../../../../ui/control/button.tsx';
import { failureText } from '../../../../ui/failure-text.ts';
import { showToast } from '../../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../../ui/sign/notice.tsx';
import { useReached } from '../../../../ui/use-reached.ts';
import { fullMoment } from '../../../../words/times.ts';

const words = t.access.unknown;

export function WaitingRequest(props: {
  request: PasswordRequestView;
  name: string;
  onSet: () => void;
  onLook: () => void;
}): ReactElement {
  const { request } = props;
  const client = useClient();
  const ready = useReached(request.readyAt);
  const takeBack = useCommand(() => client.refuseNewPassword());
  if (!request.isMine) {
    return (
      <>
        <Notice tone="lamp">{words.elsewhere(props.name)}</Notice>
        <div className="set-acts">
          <Button onPress={props.onLook}>{words.look}</Button>
        </div>
      </>
    );
  }
  const goBack = async (): Promise<void> => {
    const outcome = await takeBack.run();
    if (outcome?.ok === true) showToast(words.takenBack);
  };
  return (
    <>
      <Notice tone="plain" icon={ready ? 'key' : 'clock'}>
        {ready ? words.ready(fullMoment(request.until)) : words.waits(fullMoment(request.readyAt))}
      </Notice>
      {takeBack.failure === null ? null : <Notice tone="brick">{failureText(takeBack.failure)}</Notice>}
      <div className="set-acts">
        {ready ? (
          <Button tone="go" icon="key" onPress={props.onSet}>
            {words.setGo}
          </Button>
        ) : null}
        <Button tone="quiet" isPending={takeBack.pending} onPress={() => void goBack()}>
          {words.takeBack}
        </Button>
      </div>
    </>
  );
}
