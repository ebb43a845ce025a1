/** The dialogs that change a room: rename, leave, remove someone. Each names its effect before it happens. */
import type { MemberView, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type FormEvent, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { TextField } from '../../ui/control/text-field.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { spoken } from '../../words/spoken.ts';
import { AskDialog } from './ask-dialog.tsx';

export type RoomDialog =
  | { readonly what: 'rename' }
  | { readonly what: 'leave' }
  | { readonly what: 'end' }
  | { readonly what: 'remove'; readonly member: MemberView }
  | null;

export function RoomDialogs({
  room,
  dialog,
  onClose,
}: {
  room: RoomView;
  dialog: RoomDialog;
  onClose: () => void;
}): ReactElement {
  const client = useClient();
  return (
    <>
      {dialog?.what === 'rename' ? <RenameDialog room={room} onClose={onClose} /> : null}
      {dialog?.what === 'leave' ? (
        <AskDialog
          title={spoken(t.rooms.leaveTitle(room.title))}
          effect={t.rooms.leaveEffect}
          act={t.rooms.leaveNow}
          keep={t.rooms.stay}
          run={() => client.leave(room.id)}
          onClose={onClose}
        />
      ) : null}
      {dialog?.what === 'end' ? (
        <AskDialog
          title={spoken(t.secret.endTitle(room.title))}
          effect={t.secret.endEffect}
          act={t.secret.endNow}
          keep={t.secret.keepOn}
          run={() => client.leave(room.id)}
          onClose={onClose}
        />
      ) : null}
      {dialog?.what === 'remove' ? (
        <AskDialog
          title={spoken(t.rooms.removeTitle(dialog.member.name))}
          effect={spoken(t.rooms.removeEffect(dialog.member.name))}
          act={spoken(t.rooms.removeName(dialog.member.name))}
          keep={t.rooms.cancel}
          run={() => client.removePerson(room.id, dialog.member.account)}
          onClose={onClose}
        />
      ) : null}
    </>
  );
}

function RenameDialog({ room, onClose }: { room: RoomView; onClose: () => void }): ReactElement {
  const client = useClient();
  const [name, setName] = useState(room.title);
  const [empty, setEmpty] = useState(false);
  const { run, pending, failure, clear } = useCommand((title: string) => client.rename(room.id, title));
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const title = name.trim();
    setEmpty(title === '');
    if (title === '') return;
    const outcome = title === room.title ? { ok: true } : await run(title);
    if (outcome?.ok === true) onClose();
  };
  return (
    <Dialog
      title={t.rooms.renameTitle}
      isOpen
      busy={pending}
      onClose={onClose}
      foot={
        <Button tone="go" type="submit" form="rename-room" isPending={pending}>
          {t.rooms.saveName}
        </Button>
      }
    >
      <form id="rename-room" onSubmit={(event) => void save(event)}>
        <TextField
          label={t.rooms.nameLabel}
          autoFocus
          value={name}
          maxLength={120}
          onChange={(next) => {
            setName(next);
            setEmpty(false);
            clear();
          }}
          hint={t.rooms.nameHint}
          error={empty ? t.rooms.nameEmpty : failure === null ? null : failureText(failure)}
        />
      </form>
    </Dialog>
  );
}
