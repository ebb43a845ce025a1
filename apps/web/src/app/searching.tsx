/**
 * Search beside what is open, and going to a day of a conversation: their state, over changes of rooms, and where they lead. On a phone the
 * panel is a screen, which what was found takes the place of until one comes back.
 */
import type { FoundMessage, RoomSummary } from '@alcove/client';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { SearchWay } from '../features/room/room-header.tsx';
import { DayDialog } from '../features/search/day-dialog.tsx';
import { SearchPanel, type Where } from '../features/search/search-panel.tsx';
import type { Asked } from '../searching/use-ask.ts';
import { useLayout } from '../ui/layout/use-layout.ts';

type RoomId = RoomSummary['id'];

/** A message to go to, in its room. */
export type Goal = Pick<FoundMessage, 'id' | 'at'> & { readonly room: RoomId; readonly stay: boolean };

interface Panel {
  readonly asked: Asked | null;
  readonly where: Where;
  readonly isAway: boolean;
  /** Counts how often it was called for. */
  readonly call: number;
}

export interface Searching {
  readonly isShown: boolean;
  readonly way: SearchWay;
  /** `asked` null: what was asked there last stays. */
  readonly open: (asked: Asked | null, where: Where) => void;
  /** Of the jump box. */
  readonly actions: { readonly onSearch: () => void; readonly onDay: (() => void) | null };
  /** `at`: a day one is at, ms. */
  readonly toDay: (at: number) => void;
  readonly around: (place: ReactNode) => ReactElement;
}

export function useSearching(input: {
  rooms: readonly RoomSummary[];
  here: RoomId | null;
  goTo: (goal: Goal) => void;
}): Searching {
  const { rooms, here, goTo } = input;
  const isPhone = useLayout() === 'phone';
  const [panel, setPanel] = useState<Panel | null>(null);
  const [day, setDay] = useState<{ readonly room: RoomId; readonly at: number } | null>(null);
  const opener = useRef<Element | null>(null);
  const isShown = panel !== null && !panel.isAway;

  const open: Searching['open'] = (asked, where) => {
    if (!isShown) opener.current = document.activeElement;
    setPanel((now) => ({ asked: asked ?? now?.asked ?? null, where, isAway: false, call: (now?.call ?? 0) + 1 }));
  };
  const close = (): void => {
    flushSync(() => setPanel(null));
    const back = opener.current instanceof HTMLElement && opener.current.isConnected ? opener.current : null;
    (back ?? document.getElementById('main'))?.focus();
  };
  const isLeft = panel?.isAway === true && here === null;
  useEffect(() => {
    // Away from the find as well: there is nothing to come back from.
    if (isLeft) setPanel(null);
  }, [isLeft]);
  const toDay = useCallback(
    (at: number) => {
      if (here !== null) setDay({ room: here, at });
    },
    [here],
  );
  const onMessage = ({ id, at, room }: FoundMessage): void => {
    if (isPhone) setPanel((now) => (now === null ? null : { ...now, isAway: true }));
    goTo({ id, at, room: room.id, stay: !isPhone });
  };
  const onDayFound = (room: RoomId, found: Pick<FoundMessage, 'id' | 'at'>): void => {
    if (isPhone && isShown) setPanel(null);
    goTo({ ...found, room, stay: false });
  };
  const way = useWay(panel === null ? 'closed' : panel.isAway ? 'away' : 'open', () => {
    if (isShown) close();
    else open(null, panel?.where ?? 'here');
  });
  return {
    isShown,
    way,
    open,
    actions: {
      onSearch: () => open(null, 'everywhere'),
      onDay: here === null ? null : () => toDay(Date.now()),
    },
    toDay,
    around: (place) => (
      <div className={isShown ? 'place place-with-search' : panel === null ? 'place' : 'place place-with-steps'}>
        {place}
        {panel === null ? null : (
          <SearchPanel
            {...panel}
            room={rooms.find((room) => room.id === here) ?? null}
            rooms={rooms}
            onWhere={(where) => setPanel({ ...panel, where })}
            onMessage={onMessage}
            onDay={() => toDay(Date.now())}
            onBack={() => open(null, panel.where)}
            onClose={close}
          />
        )}
        {day === null ? null : (
          <DayDialog {...day} onClose={() => setDay(null)} onFound={(found) => onDayFound(day.room, found)} />
        )}
      </div>
    ),
  };
}

/** The same one while its state is: a room is not drawn again because something around it was. */
function useWay(state: SearchWay['state'], toggle: () => void): SearchWay {
  const latest = useRef(toggle);
  useEffect(() => {
    latest.current = toggle;
  });
  return useMemo(() => ({ state, toggle: () => latest.current() }), [state]);
}
