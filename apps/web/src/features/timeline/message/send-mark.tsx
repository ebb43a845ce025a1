/**
 * What became of an own message. Always one of: waiting, sent, delivered, read, not sent (ux.md §6, Marks). The drawing is always
 * there; words stand on the last message of each state in a group. Ticks do not mirror.
 */
import type { FailureCode, MessageItem } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Icon, type IconName } from '../../../ui/sign/icon.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { useSecondsUntil } from '../../../ui/use-seconds-until.ts';
import { useInsideTab, useTalk, useTalkRoom } from '../talk-context.ts';

type Send = NonNullable<MessageItem['send']>;

const DRAWING: Readonly<Record<Exclude<Send['state'], 'failed'>, IconName>> = {
  waiting: 'clock',
  sent: 'check',
  delivered: 'double-check',
  read: 'double-check',
};

/** The state in words; in a chat of two "Read", in a room "Read by 9". */
export function stateWords(send: Send, direct: boolean): string {
  if (send.state === 'failed') return failureText({ code: send.reason ?? 'internal' });
  if (send.state === 'read') return direct ? t.timeline.read : t.timeline.readBy(send.readBy);
  return send.state === 'waiting' ? waitingWords(send.reason) : t.timeline[send.state];
}

function waitingWords(reason: FailureCode | null): string {
  const known: Readonly<Partial<Record<FailureCode, string>>> = t.timeline.waitingFor;
  if (reason === 'identity-changed') return t.trust.waits;
  return (reason === null ? undefined : known[reason]) ?? t.timeline.waiting;
}

export function SendMark({ send, words }: { send: Send; words: boolean }): ReactElement | null {
  const { kind, slowedUntil } = useTalkRoom();
  const seconds = useSecondsUntil(words && send.reason === 'rate-limited' ? slowedUntil : null);
  if (send.state === 'failed') return null;
  const said = seconds > 0 ? t.timeline.slowedDown(seconds) : stateWords(send, kind !== 'group');
  return (
    <span className={`sent sent-${send.state}`} {...(words ? {} : { title: said })}>
      <Icon name={DRAWING[send.state]} size={16} />
      <span className={words ? '' : 'vh'}>{said}</span>
    </span>
  );
}

/** Codes after which the same text cannot go through by trying again. */
const FINAL: ReadonlySet<string> = new Set(['too-large', 'not-member', 'not-allowed', 'empty', 'identity-changed']);

/** Under a message that was not sent: the reason, what is safe, and one next step, with taking it back beside it. */
export function NotSent({ item, send }: { item: MessageItem; send: Send }): ReactElement | null {
  const { act } = useTalk();
  const tab = useInsideTab();
  if (send.state !== 'failed') return null;
  const final = FINAL.has(send.reason ?? 'internal');
  return (
    <div className="not-sent">
      <Icon name="warning" size={16} />
      <p>
        {stateWords(send, false)}{' '}
        <span className="not-sent-acts">
          <button type="button" tabIndex={tab} onClick={() => act(final ? 'copy' : 'retry', item)}>
            {final ? t.timeline.copyText : t.timeline.tryAgain}
          </button>{' '}
          <button type="button" tabIndex={tab} onClick={() => act('take-back', item)}>
            {t.timeline.takeBack}
          </button>
        </span>
      </p>
    </div>
  );
}
