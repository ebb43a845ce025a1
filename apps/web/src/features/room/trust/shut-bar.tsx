/**
 * In the place of the composer while nothing may go out from a room: somebody asks, was declined, or is blocked. None of the answers is
 * told to them, except by what follows. Turning somebody away hides the room, and is undone where that is said.
 */
import type { Outcome, RoomView, ShutView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useEffect, useRef, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { NoticePlace } from '../../../ui/layout/slots.tsx';
import { showToast } from '../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Portrait } from '../../../ui/sign/portrait.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { spoken } from '../../../words/spoken.ts';
import '../styles/stand-in.css';

const words = t.contacts;

interface Props {
  readonly room: RoomView;
  readonly shut: ShutView;
  /** It was turned away, and is no place to stay. */
  readonly onAway: () => void;
  /** It was not meant to be. */
  readonly onBack: (room: RoomView['id']) => void;
}

export function ShutBar(props: Props): ReactElement {
  const { why, by } = props.shut;
  const [title, more] = said(props.room, props.shut);
  const bar = useRef<HTMLElement>(null);
  const before = useRef(why);
  // The button that changed it is gone: who goes by keys stays here.
  useEffect(() => {
    if (before.current !== why) bar.current?.focus();
    before.current = why;
  }, [why]);
  return (
    <div className="composer-foot">
      <div className="above">
        <NoticePlace />
      </div>
      <section className="stand-in" ref={bar} tabIndex={-1} aria-label={spoken(title)}>
        <Portrait person={by} size={40} />
        <div className="stand-in-words">
          <p className="stand-in-title">
            <Isolated>{title}</Isolated>
          </p>
          <p className="stand-in-more">
            <bdi>@{by.username}</bdi> · {more}
          </p>
        </div>
        {why === 'asking' ? <Answers {...props} /> : null}
        {why === 'declined' ? <Accept {...props} /> : null}
        {why === 'blocked' ? <Unblock {...props} /> : null}
      </section>
    </div>
  );
}

function said({ kind }: RoomView, { why, by }: ShutView): readonly [title: string, more: string] {
  if (why === 'blocked') return [words.youBlocked(by.name), words.untilUnblocked];
  const secret = kind === 'secret';
  if (why === 'declined') return [words.youDeclined(by.name), secret ? t.secret.untilAccepted : words.untilAccepted];
  if (secret) return [t.secret.wouldLike(by.name), words.until];
  return [kind === 'direct' ? words.wouldLike(by.name) : words.addedYou(by.name), words.until];
}

function Answers({ room, shut, onAway, onBack }: Props): ReactElement {
  const client = useClient();
  const accept = useCommand(() => client.acceptRequest(room.id));
  const turnAway = async (
    said: string,
    run: () => Promise<Outcome>,
    undo: () => Promise<Outcome>,
  ): Promise<Outcome> => {
    const outcome = await run();
    if (!outcome.ok) return outcome;
    onAway();
    showToast(said, async () => {
      const undone = await undo();
      if (undone.ok) onBack(room.id);
      return undone;
    });
    return outcome;
  };
  const reopen = (): Promise<Outcome> => client.reopenRequest(room.id);
  const decline = useCommand(() => turnAway(words.declined, () => client.declineRequest(room.id), reopen));
  const { account } = shut.by;
  const block = useCommand(() =>
    turnAway(
      words.blockedNow,
      async () => both(await client.block(account), () => client.declineRequest(room.id)),
      async () => both(await client.unblock(account), reopen),
    ),
  );
  const failure = accept.failure ?? decline.failure ?? block.failure;
  return (
    <div className="stand-in-acts">
      <Button tone="go" isPending={accept.pending} onPress={() => void accept.run()}>
        {words.accept}
      </Button>
      <Button isPending={decline.pending} onPress={() => void decline.run()}>
        {words.decline}
      </Button>
      <Button
        tone="stop"
        isPending={block.pending}
        aria-label={spoken(words.blockName(shut.by.name))}
        onPress={() => void block.run()}
      >
        {words.block}
      </Button>
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
    </div>
  );
}

const both = async (first: Outcome, second: () => Promise<Outcome>): Promise<Outcome> => (first.ok ? second() : first);

function Accept({ room }: Props): ReactElement {
  const client = useClient();
  const { run, pending, failure } = useCommand(() => client.acceptRequest(room.id));
  return (
    <div className="stand-in-acts">
      <Button isPending={pending} onPress={() => void run()}>
        {words.accept}
      </Button>
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
    </div>
  );
}

function Unblock({ shut }: Props): ReactElement {
  const client = useClient();
  const { run, pending, failure } = useCommand(() => client.unblock(shut.by.account));
  return (
    <div className="stand-in-acts">
      <Button isPending={pending} aria-label={spoken(words.unblockName(shut.by.name))} onPress={() => void run()}>
        {words.unblock}
      </Button>
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
    </div>
  );
}
