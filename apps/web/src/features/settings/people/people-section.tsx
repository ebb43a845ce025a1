/** Who may write to this person, who is blocked, and which requests were declined; each with its way back. */
import type { ContactsView, Outcome, PersonView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useCallback, useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { showToast } from '../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Portrait } from '../../../ui/sign/portrait.tsx';
import { VerifiedMark } from '../../../ui/sign/small.tsx';
import { spoken } from '../../../words/spoken.ts';
import { Section } from '../section.tsx';
import './people-section.css';

const words = t.contacts;

export function PeopleSection(): ReactElement {
  const client = useClient();
  const [view, setView] = useState<ContactsView | null>(null);
  const look = useCallback(() => {
    client.contacts().then(setView, globalThis.reportError);
  }, [client]);
  useEffect(look, [look]);
  const act = useCommand((run: () => Promise<Outcome>) => run());
  const section = useRef<HTMLDivElement>(null);
  const settle = async (run: () => Promise<Outcome>): Promise<boolean> => {
    const outcome = await act.run(run);
    if (outcome?.ok !== true) return false;
    setView(await client.contacts());
    // The line is gone with its button: who goes by keys stays here.
    section.current?.focus();
    return true;
  };
  // Their chat is among the requests now, out of sight.
  const remove = async (account: PersonView['account']): Promise<void> => {
    if (!(await settle(() => client.removeContact(account)))) return;
    showToast(words.removed, async () => {
      const undone = await client.addContact(account);
      look();
      return undone;
    });
  };
  return (
    <Section id="people" title={words.sectionTitle} lead={words.sectionLead}>
      <div className="set-groups" ref={section} tabIndex={-1}>
        <Group title={words.contactsTitle} count={view?.contacts.length ?? 0}>
          {view?.contacts.map((person) => (
            <Line key={person.account} person={person}>
              <Button
                tone="quiet"
                size="small"
                aria-label={spoken(words.removeName(person.name))}
                onPress={() => void remove(person.account)}
              >
                {words.removeHere}
              </Button>
            </Line>
          ))}
        </Group>
        <Group title={words.blockedTitle} count={view?.blocked.length ?? 0}>
          {view?.blocked.map((person) => (
            <Line key={person.account} person={person}>
              <Button
                size="small"
                aria-label={spoken(words.unblockName(person.name))}
                onPress={() => void settle(() => client.unblock(person.account))}
              >
                {words.unblock}
              </Button>
            </Line>
          ))}
        </Group>
        <Group title={words.declinedTitle} count={view?.declined.length ?? 0}>
          {view?.declined.map(({ room, by }) => (
            <Line key={room} person={by}>
              <Button
                size="small"
                aria-label={spoken(words.bringBackName(by.name))}
                onPress={() => void settle(() => client.acceptRequest(room))}
              >
                {words.bringBack}
              </Button>
            </Line>
          ))}
        </Group>
      </div>
      {act.failure === null ? null : <Notice tone="brick">{failureText(act.failure)}</Notice>}
    </Section>
  );
}

function Group({ title, count, children }: { title: string; count: number; children: ReactNode }): ReactElement {
  return (
    <div className="set-people">
      <h3>{title}</h3>
      {count === 0 ? <p className="set-lead">{words.nobody}</p> : <ul aria-label={title}>{children}</ul>}
    </div>
  );
}

function Line({ person, children }: { person: PersonView; children: ReactNode }): ReactElement {
  return (
    <li>
      <Portrait person={person} size={32} />
      <span className="grow cut">
        <bdi>{person.name}</bdi> <VerifiedMark person={person} />
      </span>
      {children}
    </li>
  );
}
