/** The dialogs that begin a chat or a room, and go there afterwards. */
import type { RoomSummary } from '@alcove/client';
import type { ReactElement } from 'react';
import { NewChatDialog } from '../features/people/new-chat-dialog.tsx';
import { NewGroupDialog } from '../features/rooms/new-group-dialog.tsx';

export type Beginning = 'chat' | 'room' | null;

export function Beginnings(props: {
  what: Beginning;
  ownLink: string;
  onClose: () => void;
  onOpened: (room: RoomSummary['id']) => void;
}): ReactElement {
  const onRoom = (room: RoomSummary['id']): void => {
    props.onClose();
    props.onOpened(room);
  };
  return (
    <>
      <NewChatDialog isOpen={props.what === 'chat'} onClose={props.onClose} onRoom={onRoom} ownLink={props.ownLink} />
      <NewGroupDialog isOpen={props.what === 'room'} onClose={props.onClose} onRoom={onRoom} />
    </>
  );
}
