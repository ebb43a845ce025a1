/** What /u/<handle> opens: the person found by that link, and one button that begins a chat with them. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import type { FoundPerson } from '@alcove/client';
import { useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText, type Failure } from '../../../ui/failure-text.ts';
import { EmptyState } from '../../../ui/sign/empty-state.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Portrait } from '../../../ui/sign/portrait.tsx';
import { SkeletonLine } from '../../../ui/sign/skeleton.tsx';
import { BarePlace } from './bare-place.tsx';
import type { RoomId } from './places.ts';

const words = t.shell.writeTo;
type Looked = { readonly found: FoundPerson } | { readonly failure: Failure };

export function WriteTo(props: {
  username: string;
  onRoom: (room: RoomId) => void;
  onClose: () => void;
}): ReactElement {
  return (
    <BarePlace>
      <Inside {...props} />
    </BarePlace>
  );
}

function Inside(props: { username: string; onRoom: (room: RoomId) => void; onClose: () => void }): ReactElement {
  const { username } = props;
  const [looked, again] = useLookUp(username);
  if (looked === null) {
    return (
      <div className="empty" aria-busy="true">
        <h1 className="vh">{words.looking(username)}</h1>
        <SkeletonLine width={1} />
      </div>
    );
  }
  if ('found' in looked) return <Found {...props} found={looked.found} />;
  const { failure } = looked;
  if (failure.code === 'self')
    return (
      <EmptyState level={1} title={words.self}>
        {words.selfMore}
      </EmptyState>
    );
  return (
    <EmptyState
      level={1}
      title={failure.code === 'unknown-person' ? words.notFound(username) : words.looking(username)}
      action={failure.code === 'unknown-person' ? undefined : <Button onPress={again}>{t.common.tryAgain}</Button>}
    >
      {failureText(failure)}
    </EmptyState>
  );
}

function Found(props: { found: FoundPerson; onRoom: (room: RoomId) => void; onClose: () => void }): ReactElement {
  const client = useClient();
  const { person } = props.found;
  const start = useCommand(() => client.startDirect(person.account));
  const write = async (): Promise<void> => {
    const outcome = await start.run();
    if (outcome?.ok === true) props.onRoom(outcome.value);
  };
  return (
    <div className="empty">
      <Portrait person={person} size={96} />
      <h1>{words.title(person.name)}</h1>
      <p>{words.lead(person.username)}</p>
      <div className="empty-acts">
        <Button tone="go" isPending={start.pending} onPress={() => void write()} autoFocus>
          {words.go(person.name)}
        </Button>
        <Button tone="quiet" onPress={props.onClose}>
          {words.later}
        </Button>
      </div>
      {start.failure === null ? null : <Notice tone="brick">{failureText(start.failure)}</Notice>}
    </div>
  );
}

function useLookUp(username: string): readonly [Looked | null, () => void] {
  const client = useClient();
  const [round, setRound] = useState(0);
  const [looked, setLooked] = useState<Looked | null>(null);
  useEffect(() => {
    let current = true;
    setLooked(null);
    void client.findPerson(username).then((outcome) => {
      if (current) setLooked(outcome.ok ? { found: outcome.value } : { failure: outcome });
    });
    return () => {
      current = false;
    };
  }, [client, username, round]);
  return [looked, () => setRound((before) => before + 1)];
}
