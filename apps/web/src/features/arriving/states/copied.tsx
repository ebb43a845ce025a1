/** A copy of a device that may not go on: why, what stays, and the way in as a new device. */
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Frame } from '../frame/frame.tsx';
import './states.css';

const words = t.devices.copied;

export function Copied({ server }: { server: string }): ReactElement {
  const client = useClient();
  const [pending, setPending] = useState(false);
  const go = async (): Promise<void> => {
    setPending(true);
    await client.comeInAgain();
    setPending(false);
  };
  return (
    <Frame server={server} title={words.title} lead={words.lead} fine={words.fine} dark>
      <ul className="states-follows" aria-label={words.label}>
        {words.follows.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <div className="arrive-end">
        <Button tone="go" size="big" isPending={pending} onPress={() => void go()}>
          {words.go}
        </Button>
      </div>
    </Frame>
  );
}
