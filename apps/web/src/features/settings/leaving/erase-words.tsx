/** What erasing this device does and does not, and what it wants first: the card of whoever has no other device. */
import type { AppView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { SigningFields, type Signing } from '../../../signing/signing.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { CheckCard } from '../access/check-card.tsx';

const words = t.leaving;

export function EraseWords(props: {
  app: AppView;
  /** The account has no other device. */
  only: boolean;
  notKept: boolean;
  /** The server cannot be told. */
  untold: boolean;
  signing: Signing;
  onChecked: () => void;
}): ReactElement {
  const { only, notKept } = props;
  const { waiting } = props.app.connection;
  return (
    <>
      <p>{words.eraseLead}</p>
      <p>{only ? words.eraseOnly : words.eraseOthers}</p>
      {props.untold ? (
        <Notice tone="lamp" icon="clock">
          {words.eraseOffline}
        </Notice>
      ) : null}
      {waiting > 0 ? (
        <Notice tone="lamp" icon="clock">
          {words.eraseWaiting(waiting)}
        </Notice>
      ) : null}
      {notKept ? <Notice tone="lamp">{words.eraseNotKept}</Notice> : null}
      {only && !notKept ? (
        <>
          <p>{words.eraseCheck}</p>
          <CheckCard onGood={props.onChecked} />
        </>
      ) : null}
      <SigningFields signing={props.signing} label={t.devices.list.password} />
    </>
  );
}
