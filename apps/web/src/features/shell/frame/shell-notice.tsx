/** The one notice of the shell, in words. */
import type { AppView } from '@alcove/client';
import { en } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Notice } from '../../../ui/sign/notice.tsx';
import type { NoticeKind } from './use-notice.ts';

const words = en.shell;

export function ShellNotice(props: { kind: NoticeKind | null; app: AppView }): ReactElement | null {
  switch (props.kind) {
    case null:
      return null;
    case 'session':
      return (
        <Notice tone="brick" more={words.sessionNoticeMore}>
          {words.sessionNotice}
        </Notice>
      );
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
