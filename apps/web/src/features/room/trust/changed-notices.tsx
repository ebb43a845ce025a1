/**
 * Somebody here is told to be somebody else now. Brick where nothing is sent because of it; otherwise it informs. It stays until the
 * person compares or accepts; what they write meanwhile is kept.
 */
import type { ChangedPerson, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { spoken } from '../../../words/spoken.ts';
import { Compare } from './compare.tsx';

const words = t.trust;

export function ChangedNotices({ room }: { room: RoomView }): ReactElement | null {
  if (room.changed.length === 0) return null;
  return (
    <div className="changed">
      {room.changed.map((changed) => (
        <ChangedNotice key={changed.person.account} changed={changed} />
      ))}
    </div>
  );
}

function ChangedNotice({ changed: { person, blocks } }: { changed: ChangedPerson }): ReactElement {
  const client = useClient();
  const [asking, setAsking] = useState(false);
  const { run, pending, failure } = useCommand(() => client.acceptIdentity(person.account));
  const accept = async (): Promise<void> => {
    const outcome = await run();
    if (outcome?.ok === true) setAsking(false);
  };
  return (
    <>
      <Notice
        tone={blocks ? 'brick' : 'plain'}
        icon="warning"
        more={blocks ? words.changedBlocks : words.changedInforms}
        action={
          <div className="notice-acts">
            <Compare person={person} small />
            <Button
              tone="quiet"
              size="small"
              isPending={pending && !asking}
              onPress={() => (blocks ? setAsking(true) : void accept())}
            >
              {blocks ? words.accept : words.acceptPlain}
            </Button>
          </div>
        }
      >
        <Isolated>{words.changed(person.name)}</Isolated>
      </Notice>
      {failure === null || asking ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
      <Dialog
        title={spoken(words.acceptTitle(person.name))}
        role="alertdialog"
        isOpen={asking}
        busy={pending}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button tone="quiet" isDisabled={pending} onPress={() => setAsking(false)}>
              {words.notNow}
            </Button>
            <Button tone="stop" isPending={pending} onPress={() => void accept()}>
              {words.accept}
            </Button>
          </>
        }
      >
        <p>
          <Isolated>{words.acceptEffect(person.name)}</Isolated>
        </p>
        {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
      </Dialog>
    </>
  );
}
