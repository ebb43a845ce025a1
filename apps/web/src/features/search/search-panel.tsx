/**
 * Search beside a conversation, or as a screen of its own on a phone: in this one or everywhere, newest first, with how far back it
 * reaches. It stays while one goes from find to find, and while rooms change beside it; Esc closes it. It asks nothing of the server.
 */
import type { FoundMessage, RoomSummary, SearchScope } from '@alcove/client';
import { t } from '@alcove/locales';
import { useTopic } from '@alcove/react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react';
import { Chips, onFieldStart } from '../../searching/chips.tsx';
import { foundId, foundItem } from '../../searching/found-items.tsx';
import { operatorGroup, takeNarrowing, valueGroup } from '../../searching/narrow-items.tsx';
import { reachWords } from '../../searching/reach-words.ts';
import { useAsk, type Ask, type Asked } from '../../searching/use-ask.ts';
import { useFound, type Found } from '../../searching/use-found.ts';
import { isByFinger } from '../../ui/by-finger.ts';
import { Button } from '../../ui/control/button.tsx';
import { IconButton, type IconButtonProps } from '../../ui/control/icon-button.tsx';
import { OneOf } from '../../ui/control/one-of.tsx';
import { Finder, type CommandGroup, type CommandItem } from '../../ui/overlay/finder.tsx';
import { EmptyState } from '../../ui/sign/empty-state.tsx';
import { SkeletonMessages } from '../../ui/sign/skeleton.tsx';
import { Crest } from '../../ui/sign/small.tsx';
import './search.css';

const words = t.search.panel;
const STEP = 40;
const MORE = 'more-messages';
const DAY = 'go-to-day';

export interface SearchPanelProps {
  /** Covered by what was found, on a phone: kept, and not shown. */
  isAway: boolean;
  /** What it begins with; another one begins it anew. */
  asked: Asked | null;
  /** A new one: the field takes the focus. */
  call: number;
  /** The conversation that is open beside it. */
  room: RoomSummary | null;
  rooms: readonly RoomSummary[];
  where: Where;
  onWhere: (where: Where) => void;
  onMessage: (found: FoundMessage) => void;
  /** To a day of the conversation. */
  onDay: () => void;
  /** From a find to all of them. */
  onBack: () => void;
  onClose: () => void;
}
export type Where = 'here' | 'everywhere';

export function SearchPanel(props: SearchPanelProps): ReactElement {
  const { asked, call, isAway } = props;
  const field = useRef<HTMLInputElement>(null);
  const ask = useAsk(props.rooms, true);
  const heading = useRef<HTMLHeadingElement>(null);
  const { set } = ask;
  const hasAsked = useRef(false);
  hasAsked.current = ask.text !== '' || ask.chips.length > 0;
  useEffect(() => {
    if (asked !== null) set(asked);
  }, [asked, set]);
  useEffect(() => {
    if (isAway) return;
    // Who comes back by finger wants to see what was found, and no keyboard over it.
    if (isByFinger() && hasAsked.current) heading.current?.focus();
    else field.current?.focus();
  }, [call, isAway]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    props.onClose();
  };
  const results = useResults(props, ask, field);
  return (
    <>
      {isAway ? <Steps results={results} onBack={props.onBack} onClose={props.onClose} /> : null}
      <aside
        className="recess search-panel"
        data-region="panel"
        aria-label={words.title}
        hidden={isAway}
        onKeyDown={onKeyDown}
      >
        <header className="head">
          <h2 className="grow cut" ref={heading} tabIndex={-1}>
            {words.title}
          </h2>
          <IconButton icon="close" label={words.close} keys="Esc" onPress={props.onClose} />
        </header>
        <search className="search-body">
          <Listed {...props} ask={ask} field={field} results={results} />
        </search>
      </aside>
    </>
  );
}

interface Results {
  readonly found: Found;
  /** Nothing is asked for. */
  readonly blank: boolean;
  readonly inRoom: boolean;
  /** Which of the finds one went to last; -1: none. */
  readonly at: number;
  readonly pick: (id: string) => void;
}

function useResults(props: SearchPanelProps, ask: Ask, field: RefObject<HTMLInputElement | null>): Results {
  const { room } = props;
  const [most, setMost] = useState(STEP);
  const [shown, setShown] = useState<string | null>(null);
  const inRoom = room !== null && props.where === 'here' && ask.scope.rooms.length === 0;
  const here = inRoom ? room.id : null;
  const scope = useMemo(
    (): SearchScope => (here === null ? ask.scope : { ...ask.scope, rooms: [here] }),
    [ask.scope, here],
  );
  useEffect(() => setMost(STEP), [ask.typed, scope]);
  const found = useFound(true, ask.typed, most, scope);
  const hits = found.view?.hits ?? [];
  return {
    found,
    blank: ask.text.trim() === '' && ask.chips.length === 0,
    inRoom,
    at: hits.findIndex((hit) => foundId(hit) === shown),
    pick: (id) => {
      if (takeNarrowing(ask, id)) {
        field.current?.focus();
        return;
      }
      if (id === MORE) return setMost(most + STEP);
      if (id === DAY) return props.onDay();
      const hit = hits.find((each) => foundId(each) === id);
      if (hit === undefined) return;
      setShown(id);
      props.onMessage(hit);
    },
  };
}

function Listed(
  props: SearchPanelProps & { ask: Ask; field: RefObject<HTMLInputElement | null>; results: Results },
): ReactElement {
  const { ask, field, room } = props;
  const { text, chips, pending } = ask;
  const { found, blank, inRoom, at } = props.results;
  const isDay = pending?.operator === 'after' || pending?.operator === 'before';
  const offline = useTopic('app')?.connection.state === 'offline';
  return (
    <Finder
      label={words.field}
      placeholder={words.placeholder}
      inputRef={field}
      query={text}
      onQuery={ask.setText}
      chips={<Chips chips={chips} onRemove={ask.remove} field={field} />}
      onStart={(key) => onFieldStart(key, chips, ask.remove, field.current)}
      under={
        <div className="search-under">
          {room === null || ask.scope.rooms.length > 0 ? null : <Wheres {...props} />}
          {blank ? <p>{`${t.search.hint} ${words.lead}`}</p> : null}
          {isDay && pending.value === '' ? <p>{t.search.days.hint}</p> : null}
        </div>
      }
      groups={[
        valueGroup(ask),
        ...(blank && pending === null ? [narrowGroup(room !== null)] : []),
        hitGroup(found, blank, inRoom),
      ]}
      onPick={props.results.pick}
      empty={<Nothing found={found} ask={ask} inRoom={inRoom} onEverywhere={() => props.onWhere('everywhere')} />}
      trouble={found.failed ? t.search.failed : null}
      status={statusOf(found, blank, at)}
      foot={found.view === null ? '' : footOf(found.view.reach, offline)}
    />
  );
}

/** On a phone, under what was found: to the one before and the one after it, and back to all of them. */
function Steps(props: { results: Results; onBack: () => void; onClose: () => void }): ReactElement {
  const { found, at, pick } = props.results;
  const hits = found.view?.hits ?? [];
  const to = (index: number): Pick<IconButtonProps, 'isDisabled' | 'onPress'> => {
    const hit = at < 0 ? undefined : hits[index];
    return { isDisabled: hit === undefined, onPress: () => (hit === undefined ? undefined : pick(foundId(hit))) };
  };
  return (
    <nav className="search-steps" data-region="panel" aria-label={words.title}>
      <IconButton icon="arrow-left" label={words.back} onPress={props.onBack} />
      <p className="grow num" role="status">
        {at < 0 || found.view === null ? '' : words.step(at + 1, found.view.total)}
      </p>
      <IconButton icon="arrow-up" label={words.older} {...to(at + 1)} />
      <IconButton icon="arrow-down" label={words.newer} {...to(at - 1)} />
      <IconButton icon="close" label={words.close} onPress={props.onClose} />
    </nav>
  );
}

function Wheres({ where, onWhere }: Pick<SearchPanelProps, 'where' | 'onWhere'>): ReactElement {
  return (
    <OneOf
      named={words.where}
      value={where}
      options={[
        { id: 'here', label: words.here },
        { id: 'everywhere', label: words.everywhere },
      ]}
      onChange={onWhere}
    />
  );
}

function narrowGroup(hasRoom: boolean): CommandGroup {
  const { label, items } = operatorGroup();
  const day: CommandItem = { id: DAY, lead: <Crest icon="clock" />, title: t.search.day.action, note: '' };
  return { label, items: hasRoom ? [...items, day] : items };
}

function hitGroup({ view }: Found, blank: boolean, isHere: boolean): CommandGroup {
  if (view === null || blank) return { label: t.search.only, items: [] };
  const now = Date.now();
  const hits = view.hits.map((hit) => foundItem(hit, now, isHere));
  const label = t.search.counted(view.total);
  if (view.total <= hits.length) return { label, items: hits };
  const note = t.search.moreOf(hits.length, view.total);
  return { label, items: [...hits, { id: MORE, lead: <Crest icon="arrow-down" />, title: t.search.more, note }] };
}

function Nothing(props: { found: Found; ask: Ask; inRoom: boolean; onEverywhere: () => void }): ReactElement | null {
  const { found, ask } = props;
  const text = ask.text.trim();
  if (ask.pending !== null) return ask.pending.value === '' ? null : <p>{t.search.noValue(ask.pending.value)}</p>;
  if (found.failed) return null;
  if (found.view === null) return <SkeletonMessages count={3} />;
  return (
    <EmptyState
      title={text === '' ? words.noneNarrow : words.none(text)}
      {...(props.inRoom ? { action: <Button onPress={props.onEverywhere}>{words.elsewhere}</Button> } : {})}
    >
      {found.view.reach.state === 'arriving' ? words.noneArriving : words.noneMore}
    </EmptyState>
  );
}

/** What was found, or the find one has just gone to. */
function statusOf({ view }: Found, blank: boolean, at: number): string {
  if (view === null || blank) return '';
  return at < 0 ? t.search.counted(view.total) : words.shown(at + 1, view.total);
}

function footOf(reach: Parameters<typeof reachWords>[0], offline: boolean): string {
  if (!offline || reach.behind > 0) return reachWords(reach);
  return reach.state === 'arriving' ? words.offlineArriving : `${words.offline} ${reachWords(reach)}`;
}
