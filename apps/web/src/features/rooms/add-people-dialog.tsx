/** Adds people to a room that is there, and says what they will be able to read. */
import type { PersonView, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { PeoplePicker } from '../../people-picking/people-picker.tsx';
import { Button } from '../../ui/control/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import { spoken } from '../../words/spoken.ts';

export function AddPeopleDialog({ room, onClose }: { room: RoomView; onClose: () => void }): ReactElement {
  const client = useClient();
  const [chosen, setChosen] = useState<readonly PersonView[]>([]);
  const add = useCommand((people: readonly PersonView[]) =>
    client.addPeople(
      room.id,
      people.map((person) => person.account),
    ),
  );
  const run = async (): Promise<void> => {
    const outcome = await add.run(chosen);
    if (outcome?.ok === true) onClose();
  };
  return (
    <Dialog
      title={spoken(t.rooms.addTitle(room.title))}
      isOpen
      busy={add.pending}
      onClose={onClose}
      foot={
        <Button tone="go" isDisabled={chosen.length === 0} isPending={add.pending} onPress={() => void run()}>
          {t.rooms.add(chosen.length)}
        </Button>
      }
    >
      <p>{t.rooms.addEffect}</p>
      <PeoplePicker chosen={chosen} onChange={setChosen} here={room.members} autoFocus />
      {add.failure === null ? null : <Notice tone="brick">{failureText(add.failure)}</Notice>}
    </Dialog>
  );
}
