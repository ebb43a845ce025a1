/**
 * The stretch of a room one looks at. Owns its rows, scrolling, keys, reading and the dialogs of a message; the composer is beside it
 * and is reached by `onReply`, `onEdit`, `onText` and `toComposer`. Nothing jumps: see use-scroll.ts.
 */
import type { MessageItem, RoomView, TimelineView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useCallback, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { Virtualizer } from 'virtua';
import { EmptyState } from '../../ui/sign/empty-state.tsx';
import { SkeletonMessages } from '../../ui/sign/skeleton.tsx';
import { date, moment } from '../../words/times.ts';
import { LiveRegion } from './live-region.tsx';
import { DeleteDialog } from './message/dialogs/delete-dialog.tsx';
import { MessageSheet } from './message/dialogs/message-sheet.tsx';
import { VersionsDialog } from './message/dialogs/versions-dialog.tsx';
import { growRows, type Built } from './model/grow-rows.ts';
import type { Row } from './model/rows.ts';
import { litBelow, unreadCount } from './model/waiting-below.ts';
import { NewestPill, UnreadPill } from './pills.tsx';
import { DayButton } from './rows/dividers.tsx';
import { RowView } from './rows/row-view.tsx';
import { TalkContext, TalkRoomContext, type TalkRoom } from './talk-context.ts';
import { useActs, type OpenDialog } from './use-acts.ts';
import { useGoal, type Goal } from './use-goal.ts';
import { useJump } from './moving/use-jump.ts';
import { useLoadOlder } from './moving/use-load-older.ts';
import { useMarkRead } from './use-mark-read.ts';
import { useRoving } from './moving/use-roving.ts';
import { TOP_PX } from './moving/standing.ts';
import { MEASURED_PX, useScroll } from './moving/use-scroll.ts';
import { useTimelineKeys } from './moving/use-timeline-keys.ts';
import './styles/timeline.css';
import './styles/message.css';
import './styles/bubble.css';
import './styles/rows.css';
import { spoken } from '../../words/spoken.ts';

export interface TimelineProps {
  readonly room: RoomView;
  /** Null until the first snapshot is here. */
  readonly view: TimelineView | null;
  readonly onReply: (item: MessageItem) => void;
  readonly onEdit: (item: MessageItem) => void;
  /** A failed message was taken back: its text goes into the composer. */
  readonly onText: (text: string) => void;
  readonly toComposer: () => void;
  /** A message to go to, which may be far back; `onGoal` once it was reached, or is not there. */
  readonly goal: Goal | null;
  readonly onGoal: () => void;
  /** Somebody wants to another day than the one at `at`. */
  readonly onDay: (at: number) => void;
}

export function Timeline(props: TimelineProps): ReactElement {
  const { room, view } = props;
  const talkRoom = useTalkRoomOf(room);
  return (
    <TalkRoomContext value={talkRoom}>
      <section
        className={room.kind !== 'group' ? 'timeline timeline-direct' : 'timeline'}
        aria-label={spoken(t.timeline.label(talkRoom.title))}
        aria-live="off"
      >
        {view === null ? (
          <Centred>
            <SkeletonMessages count={6} />
            <p className="tl-still">{t.timeline.stillFetching}</p>
          </Centred>
        ) : (
          <Stretch key={room.id} {...props} view={view} />
        )}
      </section>
    </TalkRoomContext>
  );
}

function Stretch(props: TimelineProps & { view: TimelineView }): ReactElement {
  const { room, view } = props;
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [held, setHeld] = useState(false);
  const rows = useRows(view);
  const loadOlder = useLoadOlder(room.id, view);
  const scroll = useScroll(room.id, rows, loadOlder);
  const { toIndex, toLine, toEnd } = scroll;
  const arrive = useCallback(
    (index: number, row: Row) => (row.kind === 'unread' ? toLine(index) : toIndex(index, 'center')),
    [toIndex, toLine],
  );
  const { tinted, jumpTo } = useJump({ ...view, rows, arrive });
  const talk = useActs({ ...props, room: room.id, jumpTo, setDialog, hold: setHeld });
  const show = useCallback((index: number) => toIndex(index, 'nearest'), [toIndex]);
  const onLetter = useTimelineKeys(talk, scroll.frame, isClosed(room));
  const roving = useRoving({ rows, frame: scroll.frame, show, leave: props.toComposer, onLetter });
  const way = useGoal(view, {
    ...props,
    ready: scroll.ready,
    jumpTo,
    tinted,
    focusRow: roving.focusRow,
    standOn: roving.standOn,
  });
  const lastSeen = itemAt(rows, scroll.seen.last);
  useMarkRead(room.id, lastSeen, held);
  const now = Date.now();
  const kept = useKept(rows, [roving.stop, roving.inside]);

  return (
    <TalkContext value={talk}>
      <LiveRegion items={view.items} />
      <div className="tl-frame">
        <Pills {...{ rows, view, scroll, room, jumpTo, toEnd, now }} onDay={talk.toDay} />
        <div
          ref={scroll.frame}
          className={scroll.ready ? 'tl-scroll' : 'tl-scroll tl-opening'}
          onKeyDown={roving.onKeyDown}
          onFocus={roving.onFocus}
        >
          <Top view={view} />
          <Virtualizer
            ref={scroll.list}
            scrollRef={scroll.frame}
            startMargin={TOP_PX}
            shift={scroll.shift}
            bufferSize={MEASURED_PX}
            keepMounted={kept}
            onScroll={scroll.onScroll}
            data={rows}
          >
            {(row) => (
              <RowView
                key={row.key}
                row={row}
                now={now}
                stop={roving.stop === row.key}
                inside={roving.inside === row.key}
                tinted={tinted === row.key}
              />
            )}
          </Virtualizer>
        </div>
        {way === null ? null : (
          <p className="tl-way" role="status">
            {t.search.going(date(way))}
          </p>
        )}
        {view.items.length === 0 ? <Empty history={view.history} /> : null}
      </div>
      <DeleteDialog
        room={room.id}
        item={dialog?.what === 'delete' ? dialog.item : null}
        onClose={() => setDialog(null)}
      />
      <VersionsDialog item={dialog?.what === 'versions' ? dialog.item : null} onClose={() => setDialog(null)} />
      <MessageSheet item={dialog?.what === 'sheet' ? dialog.item : null} onClose={() => setDialog(null)} />
    </TalkContext>
  );
}

function Pills(props: {
  rows: readonly Row[];
  view: TimelineView;
  scroll: ReturnType<typeof useScroll>;
  room: RoomView;
  jumpTo: (key: string) => void;
  toEnd: () => void;
  onDay: (at: number) => void;
  now: number;
}): ReactElement {
  const { rows, view, room, now } = props;
  const { seen } = props.scroll;
  const everSeen = useRef(-1);
  everSeen.current = Math.max(everSeen.current, itemAt(rows, seen.last)?.seq ?? -1);
  const me = room.members.find((member) => member.isMe)?.account ?? null;
  const { unreadFrom } = view;
  const line = rows.findIndex((row) => row.kind === 'unread');
  const above = unreadFrom !== null && !seen.sawLine && (line < 0 ? view.hasOlder : line < seen.first);
  const day = rows.slice(0, seen.first + 1).findLast(isDay);
  const dayOnTop = rows[seen.first]?.kind === 'day' || rows[seen.first]?.kind === 'beginning';
  return (
    <>
      {day !== undefined && !dayOnTop && props.scroll.ready ? (
        <DayButton className="day-float" at={day.at} now={now} onPress={() => props.onDay(day.at)} />
      ) : null}
      {above && unreadFrom ? (
        <UnreadPill
          count={unreadCount(view.items, unreadFrom.id)}
          when={moment(unreadFrom.since, now)}
          onPress={() => props.jumpTo('unread')}
        />
      ) : null}
      {seen.nearEnd || rows.length === 0 ? null : (
        <NewestPill lit={litBelow(view.items, everSeen.current, room.kind !== 'group', me)} onPress={props.toEnd} />
      )}
    </>
  );
}

/** Has its height whatever is in it: what arrives moves nothing. */
function Top({ view }: { view: TimelineView }): ReactElement {
  const arriving = view.history.state === 'arriving' && view.items.length > 0;
  return (
    <div className="tl-top">
      {view.loadingOlder ? <SkeletonMessages count={1} /> : null}
      {arriving && !view.loadingOlder && !view.hasOlder ? <p className="tl-arriving">{t.timeline.arriving}</p> : null}
    </div>
  );
}

function Empty({ history }: { history: TimelineView['history'] }): ReactElement {
  const arriving = history.state === 'arriving';
  const nothing = history.state === 'incomplete' ? t.timeline.reachesNowhere : t.timeline.emptyMore;
  return (
    <Centred>
      <EmptyState title={arriving ? t.timeline.arrivingTitle : t.timeline.empty}>
        {arriving ? t.timeline.arrivingMore : nothing}
      </EmptyState>
    </Centred>
  );
}

function Centred({ children }: { children: ReactNode }): ReactElement {
  return <div className="tl-centred">{children}</div>;
}

function useRows(view: TimelineView): readonly Row[] {
  const before = useRef<Built | null>(null);
  const rows = useMemo(() => growRows(view, before.current), [view]);
  before.current = { view, rows };
  return rows;
}

const isDay = (row: Row): row is Extract<Row, { kind: 'day' }> => row.kind === 'day';

/** Nothing can be said there. */
const isClosed = ({ left, shut }: RoomView): boolean => left || shut !== null;

function useTalkRoomOf(room: RoomView): TalkRoom {
  const { kind, title, members, peer, slowedUntil } = room;
  const closed = isClosed(room);
  return useMemo(
    () => ({
      kind,
      peer,
      title: peer?.name ?? title,
      closed,
      people: members,
      slowedUntil,
      me: members.find((member) => member.isMe) ?? null,
    }),
    [kind, title, closed, members, peer, slowedUntil],
  );
}

/** Rows that stay mounted though they are off screen: the tab stop, and what the focus is in. */
function useKept(rows: readonly Row[], keys: readonly (string | null)[]): readonly number[] {
  return keys.flatMap((key) => {
    const index = key === null ? -1 : rows.findIndex((row) => row.key === key);
    return index < 0 ? [] : [index];
  });
}

function itemAt(rows: readonly Row[], last: number): MessageItem | null {
  for (let index = Math.min(last, rows.length - 1); index >= 0; index--) {
    const row = rows[index];
    if (row?.kind === 'message') return row.item;
  }
  return null;
}
