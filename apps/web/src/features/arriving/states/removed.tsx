/** This device is no part of the account any more, and holds nothing of it. */
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Frame } from '../frame/frame.tsx';

const words = t.devices.removed;

export function Removed({ server, username }: { server: string; username: string }): ReactElement {
  const client = useClient();
  return (
    <Frame server={server} title={words.title} lead={words.lead(username)} fine={words.more} dark>
      <Button tone="go" size="big" onPress={() => void client.forgetRemoval()}>
        {words.go}
      </Button>
    </Frame>
  );
}
