/**
 * Ctrl K: rooms (#), people (@), actions (>) and what was said (?). Recent places before anything is typed. All of it comes from this
 * device; how far back that reaches is always said.
 */
import type { FoundMessage, PersonView, RoomSummary } from '@alcove/client';
import { t } from '@alcove/locales';
import { useEffect, useRef, type ReactElement } from 'react';
import { Chips, onFieldStart } from '../../../searching/chips.tsx';
import { foundId, foundItem } from '../../../searching/found-items.tsx';
import { Marked } from '../../../searching/marked.tsx';
import { operatorGroup, takeNarrowing, valueGroup } from '../../../searching/narrow-items.tsx';
import { reachWords } from '../../../searching/reach-words.ts';
import { useAsk, type Ask, type Asked } from '../../../searching/use-ask.ts';
import { useFound, type Found } from '../../../searching/use-found.ts';
import { CommandBox } from '../../../ui/overlay/command-box.tsx';
import type { CommandGroup, CommandItem } from '../../../ui/overlay/finder.tsx';
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

const words = t.shell.jumper;
/** Messages under the places, and in a list of their own. */
const FEW = 5;
const MANY = 40;
const ALL = 'all-messages';
const MESSAGES_ONLY = '?';
const LEADING = /^\s*\?\s*/u;

export interface JumperProps {
  isOpen: boolean;
  onClose: () => void;
  rooms: readonly RoomSummary[];
  actions: readonly JumpAction[];
  onRoom: (room: RoomSummary['id']) => void;
  onPerson: (person: PersonView) => void;
  onMessage: (found: FoundMessage) => void;
  /** All messages, beside the conversation. */
  onAll: (asked: Asked) => void;
}

export function Jumper(props: JumperProps): ReactElement {
  const { isOpen } = props;
  const field = useRef<HTMLInputElement>(null);
  const ask = useAsk(props.rooms, isOpen);
  const { text, chips, pending, people, set } = ask;
  useEffect(() => {
    if (isOpen) set({ text: '', chips: [] });
  }, [isOpen, set]);

  const only = text.trimStart().startsWith(MESSAGES_ONLY) || chips.length > 0;
  const typed = ask.typed.replace(LEADING, '');
  const blank = text.replace(LEADING, '').trim() === '' && chips.length === 0;
  const shown = text.replace(LEADING, '').trim();
  const messages = useFound(isOpen, /^\s*[@#>]/u.test(text) ? null : typed, only ? MANY : FEW, ask.scope);
  const found = search(only ? '' : text, { rooms: props.rooms, people, actions: props.actions });
  const places = only || pending !== null ? { places: [], actions: [] } : found;
  const pick = (id: string): void => {
    if (takeNarrowing(ask, id)) return;
    const message = messages.view?.hits.find((each) => foundId(each) === id);
    const hit = [...places.places, ...places.actions].find((each) => each.id === id);
    if (message === undefined && hit === undefined && id !== ALL) return;
    props.onClose();
    if (id === ALL) props.onAll({ text: text.replace(LEADING, ''), chips });
    else if (message !== undefined) props.onMessage(message);
    else if (hit?.kind === 'room') props.onRoom(hit.room.id);
    else if (hit?.kind === 'person') props.onPerson(hit.person);
    else if (hit?.kind === 'action') hit.action.run();
  };
  return (
    <CommandBox
      label={words.label}
      placeholder={words.placeholder}
      isOpen={isOpen}
      onClose={props.onClose}
      inputRef={field}
      query={text}
      onQuery={ask.setText}
      chips={<Chips chips={chips} onRemove={ask.remove} field={field} />}
      onStart={(key) => onFieldStart(key, chips, ask.remove, field.current)}
      groups={[
        valueGroup(ask),
        { label: text.trim() === '' ? words.recent : words.results, items: places.places.map(itemOf) },
        { label: words.actions, items: places.actions.map(itemOf) },
        ...(only && blank && pending === null ? [operatorGroup()] : []),
        // Last: they come a moment later, and move nothing.
        messageGroup(messages, only, blank, shown),
      ]}
      onPick={pick}
      empty={emptyWords(messages, ask, only, blank, shown)}
      trouble={messages.failed ? t.search.failed : null}
      status={messages.view === null || blank ? '' : t.search.counted(messages.view.total)}
      tips={<Tips />}
      foot={messages.view === null ? '' : reachWords(messages.view.reach)}
    />
  );
}

function messageGroup({ view }: Found, only: boolean, blank: boolean, shown: string): CommandGroup {
  const label = only ? t.search.only : t.search.messages;
  if (view === null || blank) return { label, items: [] };
  const now = Date.now();
  const hits = view.hits.map((hit) => foundItem(hit, now));
  if (view.total <= view.hits.length) return { label, items: hits };
  const all: CommandItem = {
    id: ALL,
    lead: <Crest icon="search" />,
    title: shown === '' ? t.search.allChosen(view.total) : t.search.all(view.total, shown),
    note: '',
  };
  return { label, items: [...hits, all] };
}

function emptyWords({ view, failed }: Found, { pending }: Ask, only: boolean, blank: boolean, shown: string): string {
  if (pending !== null) return pending.value === '' ? '' : t.search.noValue(pending.value);
  if (failed) return '';
  if (only) return view === null || blank ? '' : shown === '' ? t.search.panel.noneNarrow : t.search.none(shown);
  return view === null ? words.none(shown) : t.search.nothing(shown);
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
