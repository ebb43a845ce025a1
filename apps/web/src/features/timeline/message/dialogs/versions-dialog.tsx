/** Every version of an edited message, newest first. */
import type { MessageItem } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Markdown } from '../../../../markdown/markdown.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { moment } from '../../../../words/times.ts';
import { useTalkRoom } from '../../talk-context.ts';

export function VersionsDialog({ item, onClose }: { item: MessageItem | null; onClose: () => void }): ReactElement {
  const { people, me } = useTalkRoom();
  return (
    <Dialog title={t.timeline.versionsTitle} isOpen={item !== null} onClose={onClose}>
      {item === null ? null : (
        <ol className="versions">
          <li>
            <h3>{t.timeline.versionNow}</h3>
            <Markdown source={item.text} people={people} me={me} />
          </li>
          {item.versions.toReversed().map((version) => (
            <li key={version.at}>
              <h3>{moment(version.at, Date.now())}</h3>
              <Markdown source={version.text} people={people} me={me} />
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
