/** Makes a room: its name and who comes in. Everything else later. */
import type { PersonView, RoomSummary } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { PeoplePicker } from '../../people-picking/people-picker.tsx';
import { Button } from '../../ui/control/button.tsx';
import { Form } from '../../ui/control/form.tsx';
import { TextField } from '../../ui/control/text-field.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Notice } from '../../ui/sign/notice.tsx';

export interface NewGroupDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onRoom: (room: RoomSummary['id']) => void;
}

export function NewGroupDialog(props: NewGroupDialogProps): ReactElement {
  // Mounted only while open: each room starts from nothing.
  return props.isOpen ? <Open {...props} /> : <></>;
}

function Open({ onClose, onRoom }: NewGroupDialogProps): ReactElement {
  const client = useClient();
  const [title, setTitle] = useState('');
  const [nameless, setNameless] = useState(false);
  const [chosen, setChosen] = useState<readonly PersonView[]>([]);
  const make = useCommand(client.createGroup.bind(client));
  const create = async (): Promise<void> => {
    setNameless(title.trim() === '');
    if (title.trim() === '') return;
    const outcome = await make.run({ title: title.trim(), people: chosen.map((person) => person.account) });
    if (outcome?.ok !== true) return;
    onClose();
    onRoom(outcome.value);
  };
  return (
    <Dialog
      title={t.rooms.newGroupTitle}
      isOpen
      busy={make.pending}
      onClose={onClose}
      foot={
        <Button tone="go" isPending={make.pending} onPress={() => void create()}>
          {t.rooms.make}
        </Button>
      }
    >
      <Form onSubmit={() => void create()}>
        <TextField
          label={t.rooms.nameLabel}
          autoFocus
          value={title}
          maxLength={120}
          onChange={(next) => {
            setTitle(next);
            setNameless(false);
          }}
          hint={t.rooms.nameHint}
          error={nameless ? t.rooms.nameEmpty : null}
        />
      </Form>
      <PeoplePicker chosen={chosen} onChange={setChosen} here={[]} />
      {make.failure === null ? null : <Notice tone="brick">{failureText(make.failure)}</Notice>}
    </Dialog>
  );
}
