/**
 * Ctrl K: rooms (#), people (@), actions (>) and what was said (?). Recent places before anything is typed. All of it comes from this
 * device; how far back that reaches is always said.
 */
import type { FoundMessage, PersonView, RoomSummary } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { CommandBox, type CommandItem } from '../../../ui/overlay/command-box.tsx';
import { Badge } from '../../../ui/sign/badge.tsx';
import type { IconName } from '../../../ui/sign/icon.tsx';
import { Portrait } from '../../../ui/sign/portrait.tsx';
import { Crest, Kbd } from '../../../ui/sign/small.tsx';
import { foundId, foundItem } from './found-items.tsx';
import { reachWords } from './reach-words.ts';
import { search, type Hit } from './search.ts';
import { useFound, type Found } from './use-found.ts';

export interface JumpAction {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  readonly run: () => void;
}

const words = t.shell.jumper;
/** Messages under the places, and in a list of their own. */
const FEW = 5;
const MANY = 40;
const ALL = 'all-messages';
const MORE = 'more-messages';
export const MESSAGES_ONLY = '?';

export function Jumper(props: {
  isOpen: boolean;
  /** What stands in the field when it opens. */
  start: string;
  onClose: () => void;
  rooms: readonly RoomSummary[];
  actions: readonly JumpAction[];
  onRoom: (room: RoomSummary['id']) => void;
  onPerson: (person: PersonView) => void;
  onMessage: (found: FoundMessage) => void;
}): ReactElement {
  const { isOpen, start } = props;
  const [query, setQuery] = useState(start);
  const [most, setMost] = useState(MANY);
  const people = usePeople(isOpen);
  useEffect(() => {
    if (isOpen) setQuery(start);
  }, [isOpen, start]);
  useEffect(() => setMost(MANY), [query]);

  const typed = query.trim();
  const only = typed.startsWith(MESSAGES_ONLY);
  const wanted = only ? typed.slice(1).trim() : typed;
  const messages = useFound(isOpen, /^[@#>]/.test(typed) ? null : wanted, only ? most : FEW);
  const found = search(only ? '' : query, { rooms: props.rooms, people, actions: props.actions });
  const places = only ? { places: [], actions: [] } : found;
  const pick = (id: string): void => {
    if (id === ALL) return setQuery(`${MESSAGES_ONLY} ${wanted}`);
    if (id === MORE) return setMost(most + MANY);
    const message = messages.view?.hits.find((each) => foundId(each) === id);
    const hit = [...places.places, ...places.actions].find((each) => each.id === id);
    if (message === undefined && hit === undefined) return;
    props.onClose();
    if (message !== undefined) props.onMessage(message);
    else if (hit?.kind === 'room') props.onRoom(hit.room.id);
    else if (hit?.kind === 'person') props.onPerson(hit.person);
    else hit?.action.run();
  };
  return (
    <CommandBox
      label={words.label}
      placeholder={words.placeholder}
      isOpen={isOpen}
      onClose={props.onClose}
      query={query}
      onQuery={setQuery}
      groups={[
        { label: typed === '' ? words.recent : words.results, items: places.places.map(itemOf) },
        { label: words.actions, items: places.actions.map(itemOf) },
        // Last: they come a moment later, and move nothing.
        { label: only ? t.search.only : t.search.messages, items: messageItems(messages, only, wanted) },
      ]}
      onPick={pick}
      empty={emptyWords(messages, only, wanted, typed)}
      trouble={messages.failed ? t.search.failed : null}
      status={messages.view === null || wanted === '' ? '' : t.search.counted(messages.view.total)}
      tips={<Tips />}
      foot={messages.view === null ? '' : reachWords(messages.view.reach)}
    />
  );
}

function messageItems({ view, query }: Found, only: boolean, wanted: string): readonly CommandItem[] {
  if (view === null || wanted === '') return [];
  const now = Date.now();
  const hits = view.hits.map((hit) => foundItem(hit, now));
  if (view.total <= view.hits.length) return hits;
  const more: CommandItem = only
    ? {
        id: MORE,
        lead: <Crest icon="arrow-down" />,
        title: t.search.more,
        note: t.search.moreOf(hits.length, view.total),
      }
    : { id: ALL, lead: <Crest icon="search" />, title: t.search.all(view.total, query), note: '' };
  return [...hits, more];
}

function emptyWords({ view, failed }: Found, only: boolean, wanted: string, typed: string): string {
  if (only && wanted === '') return t.search.hint;
  if (failed) return '';
  if (only) return view === null ? '' : t.search.none(wanted);
  return view === null ? words.none(typed) : t.search.nothing(typed);
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
  return kind === 'secret' ? t.secret.mark : `@${peer.username}`;
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
  const tips = [
    ['@', words.peopleKey],
    ['#', words.roomsKey],
    ['>', words.actionsKey],
    [MESSAGES_ONLY, t.search.key],
  ] as const;
  return (
    <>
      {tips.map(([sign, meaning]) => (
        <span key={sign}>
          <Kbd>{sign}</Kbd> {meaning}
        </span>
      ))}
    </>
  );
}
