/**
 * A room with its timeline and composer, put together. The features do not know one another; what passes between them (what is
 * answered or edited, a text that comes back, the focus) passes here.
 */
import type { MessageItem, RoomSummary, RoomView, TimelineView } from '@alcove/client';
import { useTopic } from '@alcove/react';
import { memo, useCallback, useRef, useState, type ReactElement } from 'react';
import { Composer, type ComposerHandle, type Target } from '../features/composer/composer.tsx';
import type { SearchWay } from '../features/room/room-header.tsx';
import { RoomScreen } from '../features/room/room-screen.tsx';
import { EndedBar } from '../features/room/secret/ended-bar.tsx';
import { ShutBar } from '../features/room/trust/shut-bar.tsx';
import { TypingLine } from '../features/room/typing-line.tsx';
import { AddPeopleDialog } from '../features/rooms/add-people-dialog.tsx';
import { NoSuchPlace } from '../features/shell/frame/front.tsx';
import { Timeline } from '../features/timeline/timeline.tsx';
import type { Goal } from '../features/timeline/use-goal.ts';
import { HeadLead } from '../ui/layout/slots.tsx';
import { SkeletonMessages } from '../ui/sign/skeleton.tsx';
import { useInUse } from '../words/language.ts';

interface Props {
  id: RoomSummary['id'];
  /** Whether the list has it; a room the list does not have is not shown. */
  known: boolean;
  /** A message to go to; `onGoal` when that is under way. */
  goal: Goal | null;
  onGoal: () => void;
  onDay: (at: number) => void;
  search: SearchWay;
  /** The room is no place to stay any more. */
  onAway: () => void;
  /** It is one again. */
  onBack: (room: RoomSummary['id']) => void;
  onRoom: (room: RoomSummary['id']) => void;
}

/** Kept while only what is around it changes: counts and lines of the list move with every message. */
export const RoomPlace = memo(function RoomPlace({ id, known, ...on }: Props): ReactElement {
  useInUse();
  const room = useTopic('room', id);
  const view = useTopic('timeline', id);
  if (room !== null) return <Open key={id} room={room} view={view} {...on} />;
  return known ? <Opening /> : <NoSuchPlace />;
});

const addPeopleTo =
  (room: RoomView) =>
  (close: () => void): ReactElement => <AddPeopleDialog room={room} onClose={close} />;

function Opening(): ReactElement {
  return (
    <div className="recess shell-recess" aria-busy="true">
      <div className="head">
        <HeadLead />
      </div>
      <SkeletonMessages count={6} />
    </div>
  );
}

function Open(props: Omit<Props, 'id' | 'known'> & { room: RoomView; view: TimelineView | null }): ReactElement {
  const { room, view, goal, onGoal, onDay, search, onAway, onBack, onRoom } = props;
  const end = room.secret?.end ?? null;
  const composer = useRef<ComposerHandle>(null);
  const [target, setTarget] = useState<Target>(null);
  const toComposer = useCallback(() => composer.current?.focus(), []);
  const onText = useCallback((text: string) => composer.current?.put(text), []);
  const onReply = useCallback((item: MessageItem) => setTarget({ kind: 'reply', item }), []);
  const onEdit = useCallback((item: MessageItem) => setTarget({ kind: 'edit', item }), []);
  const editLast = (): void => {
    const last = view?.items.findLast(isEditable);
    if (last?.kind === 'message') onEdit(last);
  };
  return (
    <RoomScreen
      room={room}
      timeline={<Timeline {...{ room, view, goal, onGoal, onDay, onReply, onEdit, onText, toComposer }} />}
      composer={
        room.shut !== null ? (
          <ShutBar room={room} shut={room.shut} onAway={onAway} onBack={onBack} />
        ) : end !== null ? (
          <EndedBar room={room} end={end} onRoom={onRoom} />
        ) : (
          <Composer
            ref={composer}
            room={room}
            target={target}
            onTarget={setTarget}
            onEditLast={editLast}
            typing={<TypingLine people={room.typing} />}
          />
        )
      }
      addPeople={addPeopleTo(room)}
      search={search}
      onRoom={onRoom}
    />
  );
}

function isEditable(item: TimelineView['items'][number]): boolean {
  return item.kind === 'message' && item.mine && !item.deleted && item.seq !== null && !item.unknownType;
}
