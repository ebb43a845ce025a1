/**
 * One line of reserved height above the field: what the message in the field runs into, else the shell's notice, else who is
 * writing. Nothing moves when it changes; only the answer to an act of one's own may take a second line.
 */
import { t } from '@alcove/locales';
import type { ReactElement, ReactNode } from 'react';
import { failureText } from '../../ui/failure-text.ts';
import { NoticePlace } from '../../ui/layout/slots.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import { LIMIT_BYTES } from './text/size.ts';
import type { Refusal } from './field/use-sending.ts';

export function NoticeLine(props: { failure: Refusal | null; over: number; otherwise: ReactNode }): ReactElement {
  const { size, tooLong } = t.composer;
  const own =
    props.over > 0 ? (
      <Notice tone="brick">{tooLong(size(LIMIT_BYTES), size(props.over))}</Notice>
    ) : props.failure !== null ? (
      <Notice tone="brick">{failureText(props.failure)}</Notice>
    ) : null;
  if (own !== null) return <div className="above above-own">{own}</div>;
  return (
    <div className="above">
      <NoticePlace />
      {props.otherwise}
    </div>
  );
}
