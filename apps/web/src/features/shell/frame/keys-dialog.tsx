/** Every key there is, in one list. */
import { t } from '@alcove/locales';
import { useTopic } from '@alcove/react';
import type { ReactElement } from 'react';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Kbd } from '../../../ui/sign/small.tsx';
import { MOD } from './use-keys.ts';

const words = t.shell.keys;

type Keys = readonly (readonly [readonly string[], string])[];

const everywhere = (): Keys => [
  [[MOD, 'K'], words.jump],
  [[MOD, 'Shift', 'F'], words.search],
  [['Alt', '↓'], words.next],
  [['Alt', '↑'], words.previous],
  [['Alt', 'Shift', '↓'], words.nextUnread],
  [['F6'], words.regions],
  [[MOD, ','], words.settings],
  [[MOD, '.'], words.accounts],
  [[MOD, 'Shift', 'L'], t.lock.key],
  [['Esc'], words.stepBack],
  [['?'], words.all],
];
const writing = (): Readonly<Record<'send' | 'line', Keys>> => ({
  send: [
    [['Enter'], words.send],
    [['Shift', 'Enter'], words.newLine],
  ],
  line: [
    [[MOD, 'Enter'], words.send],
    [['Enter'], words.newLine],
  ],
});
const inRoom = (): Keys => [
  [['↑'], words.editLast],
  [['↑', '↓'], words.move],
  [['R'], words.reply],
  [['+'], words.react],
  [['E'], words.edit],
  [['U'], words.unread],
];

export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactElement {
  const enter = useTopic('settings')?.enter ?? 'send';
  return (
    <Dialog title={words.title} isOpen={isOpen} onClose={onClose} wide>
      <div className="keys">
        <KeyList title={words.everywhere} keys={everywhere()} />
        <KeyList title={words.inRoom} keys={[...writing()[enter], ...inRoom()]} />
      </div>
      <p>{words.note}</p>
    </Dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: Keys }): ReactElement {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map(([combination, meaning]) => (
          <div key={meaning}>
            <dt>
              {combination.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
