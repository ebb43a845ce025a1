/**
 * The panel beside a room: who is in it, what can be done about that, and how it is kept private. In a chat of two it is about the
 * other person and offers to compare.
 */
import type { RoomSummary, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { IconButton } from '../../ui/control/icon-button.tsx';
import { Compare } from './trust/compare.tsx';
import { ContactActs } from './trust/contact-acts.tsx';
import { MemberList } from './member-list.tsx';
import { PeerCard } from './peer-card.tsx';
import { PrivateSection } from './private-section.tsx';
import type { RoomDialog } from './room-dialogs.tsx';
import { StartSecret } from './secret/start-secret.tsx';

export function PeoplePanel(props: {
  room: RoomView;
  onClose: () => void;
  onDialog: (dialog: RoomDialog) => void;
  onAddPeople: () => void;
  onRoom: (room: RoomSummary['id']) => void;
}): ReactElement {
  const { room, onDialog } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    props.onClose();
  };
  const group = room.kind === 'group';
  const peer = room.members.find(({ account }) => account === room.peer?.account);
  return (
    <aside
      className="recess room-panel"
      data-region="panel"
      aria-label={group ? t.rooms.people : t.rooms.about}
      onKeyDown={onKeyDown}
    >
      <header className="head">
        <div className="grow">
          <h2 className="cut" ref={heading} tabIndex={-1}>
            {group ? t.rooms.peopleShort : t.rooms.about}
          </h2>
          <p className="head-sub cut">{t.rooms.members(room.members.length)}</p>
        </div>
        <IconButton icon="close" label={t.rooms.close} keys="Esc" onPress={props.onClose} />
      </header>
      <div className="panel-body">
        {group && room.canAdd && !room.left ? (
          <div className="panel-acts">
            <Button icon="user-plus" onPress={props.onAddPeople}>
              {t.rooms.addPeople}
            </Button>
          </div>
        ) : null}
        {peer === undefined ? null : <PeerCard peer={peer} />}
        <MemberList room={room} onRemove={(member) => onDialog({ what: 'remove', member })} onRoom={props.onRoom} />
        <PrivateSection room={room} />
        {room.peer !== null && !room.left ? <Compare person={room.peer} /> : null}
        {room.peer === null || room.kind === 'secret' ? null : (
          <div className="panel-acts">
            <StartSecret person={room.peer} onRoom={props.onRoom} />
          </div>
        )}
        {room.peer === null ? null : <ContactActs person={room.peer} />}
        {room.secret === null || room.left ? null : (
          <div className="panel-acts panel-ends">
            <Button tone="stop" icon="close" onPress={() => onDialog({ what: 'end' })}>
              {t.secret.end}
            </Button>
          </div>
        )}
        {room.left || !group ? null : (
          <div className="panel-acts panel-ends">
            {room.canRename ? (
              <Button tone="quiet" icon="pencil" onPress={() => onDialog({ what: 'rename' })}>
                {t.rooms.rename}
              </Button>
            ) : null}
            <Button tone="stop" icon="log-out" onPress={() => onDialog({ what: 'leave' })}>
              {t.rooms.leave}
            </Button>
          </div>
        )}
      </div>
    </aside>
  );
}
