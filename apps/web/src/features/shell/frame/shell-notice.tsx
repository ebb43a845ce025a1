/** The one notice of the shell, in words, with its next step where there is one. */
import type { AppView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import type { ListTask } from '../list/side.tsx';
import type { NoticeKind } from './use-notice.ts';

const words = t.shell;

export function ShellNotice(props: {
  kind: NoticeKind | null;
  app: AppView;
  urgent: ListTask | null;
}): ReactElement | null {
  switch (props.kind) {
    case null:
      return null;
    case 'session':
      return <SignedOut />;
    case 'rolled-back':
      return <Notice tone="brick">{failureText({ code: 'vault-rolled-back' })}</Notice>;
    case 'storage-lost':
      return <StorageLost />;
    case 'storage-full':
      return (
        <Notice tone="brick" more={words.deviceFullMore}>
          {words.deviceFull}
        </Notice>
      );
    case 'urgent':
      return props.urgent === null ? null : (
        <Notice
          tone="lamp"
          icon={props.urgent.icon}
          more={props.urgent.more}
          action={
            <Button tone="line" size="small" onPress={props.urgent.run}>
              {words.urgentGo}
            </Button>
          }
        >
          {props.urgent.title}
        </Notice>
      );
    case 'nonsense':
      return <Notice tone="plain">{words.nonsense}</Notice>;
    case 'offline':
      return <Notice tone="plain">{words.offline}</Notice>;
    case 'clock':
      return (
        <Notice tone="plain" icon="clock" more={words.clockNoticeMore}>
          {words.clockNotice(Math.max(1, Math.round(Math.abs(props.app.clockSkewMs ?? 0) / 60_000)))}
        </Notice>
      );
  }
}

/** Nothing is kept here any more: what comes next is said by the screen that starts anew. */
function StorageLost(): ReactElement {
  return (
    <Notice
      tone="brick"
      more={words.storageLostMore}
      action={
        <Button tone="line" size="small" onPress={() => location.reload()}>
          {words.storageLostGo}
        </Button>
      }
    >
      {words.storageLost}
    </Notice>
  );
}

/** Leaving for good is what leads to the log-in; what waits to be sent stays in the store and goes out after it. */
function SignedOut(): ReactElement {
  const client = useClient();
  const leave = useCommand(() => client.logOut());
  return (
    <Notice
      tone="brick"
      more={words.sessionNoticeMore}
      action={
        <Button tone="line" size="small" isPending={leave.pending} onPress={() => void leave.run()}>
          {words.sessionGo}
        </Button>
      }
    >
      {words.sessionNotice}
    </Notice>
  );
}
