/** Ctrl K: rooms (#), people (@) and actions (>). Recent places before anything is typed. All of it comes from this device. */
import type { PersonView, RoomSummary } from '@alcove/client';
import { en } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { CommandBox, type CommandItem } from '../../../ui/overlay/command-box.tsx';
import { Badge } from '../../../ui/sign/badge.tsx';
import type { IconName } from '../../../ui/sign/icon.tsx';
import { Portrait } from '../../../ui/sign/portrait.tsx';
import { Crest, Kbd } from '../../../ui/sign/small.tsx';
import { search, type Hit } from './search.ts';

export interface JumpAction {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  readonly run: () => void;
}

const words = en.shell.jumper;

export function Jumper(props: {
  isOpen: boolean;
  onClose: () => void;
  rooms: readonly RoomSummary[];
  actions: readonly JumpAction[];
  onRoom: (room: RoomSummary['id']) => void;
  onPerson: (person: PersonView) => void;
}): ReactElement {
  const [query, setQuery] = useState('');
  const people = usePeople(props.isOpen);
  useEffect(() => {
    if (props.isOpen) setQuery('');
  }, [props.isOpen]);

  const found = search(query, { rooms: props.rooms, people, actions: props.actions });
  const pick = (id: string): void => {
    const hit = [...found.places, ...found.actions].find((each) => each.id === id);
    if (hit === undefined) return;
    props.onClose();
    if (hit.kind === 'room') props.onRoom(hit.room.id);
    else if (hit.kind === 'person') props.onPerson(hit.person);
    else hit.action.run();
  };
  return (
    <CommandBox
      label={words.label}
      placeholder={words.placeholder}
      isOpen={props.isOpen}
      onClose={props.onClose}
      query={query}
      onQuery={setQuery}
      groups={[
        { label: query.trim() === '' ? words.recent : words.results, items: found.places.map(itemOf) },
        { label: words.actions, items: found.actions.map(itemOf) },
      ]}
      onPick={pick}
      empty={words.none(query.trim())}
      foot={<Tips />}
    />
  );
}

function usePeople(isOpen: boolean): readonly PersonView[] {
  const client = useClient();
  const [people, setPeople] = useState<readonly PersonView[]>([]);
  useEffect(() => {
    if (!isOpen) return;
    let current = true;
    void client.knownPeople().then((known) => {
      if (current) setPeople(known);
    });
    return () => {
      current = false;
    };
  }, [client, isOpen]);
  return people;
}

function itemOf(hit: Hit): CommandItem {
  const title = <Marked text={hit.name} range={hit.range} />;
  if (hit.kind === 'action') return { id: hit.id, lead: <Crest icon={hit.action.icon} />, title, note: '' };
  if (hit.kind === 'person')
    return { id: hit.id, lead: <Portrait person={hit.person} size={28} />, title, note: words.person };
  const { room } = hit;
  return {
    id: hit.id,
    lead: room.peer === null ? <Crest /> : <Portrait person={room.peer} size={28} />,
    title,
    note: noteOf(room),
    end: <Badge count={room.lit > 0 ? room.lit : room.unread} lit={room.lit > 0} />,
  };
}

function noteOf({ kind, peer }: RoomSummary): string {
  if (peer === null) return words.room;
  return kind === 'secret' ? en.secret.mark : `@${peer.username}`;
}

function Marked({ text, range: [from, to] }: { text: string; range: readonly [number, number] }): ReactNode {
  if (from === to) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </bdi>
  );
}

function Tips(): ReactElement {
  return (
    <>
      <span>
        <Kbd>@</Kbd> {words.peopleKey}
      </span>
      <span>
        <Kbd>#</Kbd> {words.roomsKey}
      </span>
      <span>
        <Kbd>&gt;</Kbd> {words.actionsKey}
      </span>
    </>
  );
}
