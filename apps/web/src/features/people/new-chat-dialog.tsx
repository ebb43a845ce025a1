/** Write to someone: find by exact handle, see who it is, begin. One's own link is here too, for the other way round. */
import type { PersonView, RoomSummary, FoundPerson } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { HandleField } from '../../people-picking/handle-field.tsx';
import { PersonLine } from '../../people-picking/person-line.tsx';
import { useKnownPeople } from '../../people-picking/use-known-people.ts';
import { Button } from '../../ui/control/button.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Notice } from '../../ui/sign/notice.tsx';
import { Portrait } from '../../ui/sign/portrait.tsx';
import { Isolated } from '../../words/isolated.tsx';
import { OwnLink } from './own-link.tsx';
import '../../people-picking/picking.css';

type RoomId = RoomSummary['id'];

export interface NewChatDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onRoom: (room: RoomId) => void;
  /** The address others open to write to this person. */
  readonly ownLink: string;
}

export function NewChatDialog(props: NewChatDialogProps): ReactElement {
  return (
    <Dialog title={t.people.newChatTitle} isOpen={props.isOpen} onClose={props.onClose}>
      <Inside {...props} />
    </Dialog>
  );
}

function Inside({ onClose, onRoom, ownLink }: NewChatDialogProps): ReactElement {
  const client = useClient();
  const [found, setFound] = useState<FoundPerson | null>(null);
  const known = useKnownPeople();
  const start = useCommand((person: PersonView) => client.startDirect(person.account));
  const open = (room: RoomId): void => {
    onClose();
    onRoom(room);
  };
  const write = async (person: PersonView, room: RoomId | null): Promise<void> => {
    if (room !== null) return open(room);
    const outcome = await start.run(person);
    if (outcome?.ok === true) open(outcome.value);
  };
  return (
    <>
      <HandleField autoFocus label={t.people.findLabel} hint={t.people.findHint} onFound={setFound} />
      {found === null ? null : (
        <div className="found" role="status">
          <Portrait person={found.person} size={64} />
          <div className="grow">
            <p className="found-name cut">
              <bdi>{found.person.name}</bdi>
            </p>
            <p className="found-more cut">
              <bdi dir="ltr">{t.people.handle(found.person.username)}</bdi>
              {found.room === null ? '' : `. ${t.people.haveChat}`}
            </p>
          </div>
          <Button tone="go" isPending={start.pending} onPress={() => void write(found.person, found.room)}>
            <span className="cut">
              <Isolated>
                {found.room === null ? t.people.writeTo(found.person.name) : t.people.openChat(found.person.name)}
              </Isolated>
            </span>
          </Button>
        </div>
      )}
      {start.failure === null ? null : <Notice tone="brick">{failureText(start.failure)}</Notice>}
      {found !== null || known.length === 0 ? null : (
        <section className="picked">
          <h3>{t.people.known}</h3>
          <ul className="pick-list">
            {known.map((person) => (
              <li key={person.account}>
                <PersonLine person={person} onPress={() => void write(person, null)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <OwnLink link={ownLink} />
    </>
  );
}
