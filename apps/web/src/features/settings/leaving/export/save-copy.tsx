/** The button that saves everything as one file, how far it is, and how it ended. */
import type { AppView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useTopic } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../../ui/control/button.tsx';
import { showToast } from '../../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../../ui/sign/notice.tsx';
import { takenAlong, writeCopy } from './write-copy.ts';

const words = t.leaving;

export function SaveCopy({ app }: { app: AppView }): ReactElement {
  const client = useClient();
  const rooms = useTopic('rooms');
  const [done, setDone] = useState<number | null>(null);
  const [wentWrong, setWentWrong] = useState(false);
  const { me } = app;
  const taken = rooms === null ? null : takenAlong(rooms);
  const save = async (): Promise<void> => {
    if (me === null || rooms === null) return;
    setWentWrong(false);
    setDone(0);
    try {
      const now = Date.now();
      download(
        await writeCopy(client, { me, rooms, now }, setDone),
        `alcove-${new Date(now).toISOString().slice(0, 10)}.zip`,
      );
      showToast(words.saved);
    } catch {
      setWentWrong(true);
    } finally {
      setDone(null);
    }
  };
  return (
    <div className="lv-copy">
      <p className="set-lead">{words.saveLead}</p>
      {rooms?.length === taken?.length ? null : <p className="set-lead">{words.saveSecret}</p>}
      {app.archive.state === 'current' ? null : <p className="set-lead">{words.savePartly}</p>}
      {wentWrong ? <Notice tone="brick">{words.saveAgain}</Notice> : null}
      <Button isPending={done !== null} isDisabled={rooms === null} onPress={() => void save()}>
        {done === null ? words.save : words.saving(done + 1, taken?.length ?? 0)}
      </Button>
    </div>
  );
}

function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of the file by the next turn.
  setTimeout(() => URL.revokeObjectURL(address));
}
