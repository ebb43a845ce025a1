/** What the account's password asks of its person, as tasks of the list, and the dialogs in which it is answered. */
import type { AppView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useTopic } from '@alcove/react';
import { useState, type ReactNode } from 'react';
import { AskedDialog } from '../features/settings/access/unknown/asked-dialog.tsx';
import { NewsDialog } from '../features/settings/access/unknown/news-dialog.tsx';
import { SetDialog } from '../features/settings/access/unknown/set-dialog.tsx';
import type { ListTask } from '../features/shell/list/side.tsx';
import { useReached } from '../ui/use-reached.ts';

export interface PasswordTasks {
  /** The most pressing first. */
  readonly tasks: readonly ListTask[];
  readonly dialogs: ReactNode;
}

const words = t.access.unknown;

export function usePasswordTasks({ password, me }: AppView): PasswordTasks {
  const { request, changedAt } = password;
  const [open, setOpen] = useState<'asked' | 'set' | 'news' | null>(null);
  const asking = useTopic('devices')?.devices.find(({ device }) => device === request?.device);
  const ready = useReached(request?.readyAt ?? 0);
  const name = asking === undefined || asking.name === '' ? t.devices.list.unnamed : asking.name;
  const close = (): void => setOpen(null);
  const tasks: ListTask[] = [];
  if (request !== null && !request.isMine)
    tasks.push({
      id: 'password-asked',
      icon: 'shield',
      title: words.task,
      more: words.elsewhere(name),
      run: () => setOpen('asked'),
    });
  if (request?.isMine === true && ready)
    tasks.push({
      id: 'password-set',
      icon: 'key',
      title: words.taskMine,
      more: words.taskMineMore,
      run: () => setOpen('set'),
    });
  if (changedAt !== null)
    tasks.push({
      id: 'password-news',
      icon: 'key',
      title: words.newsTask,
      more: words.newsTaskMore,
      run: () => setOpen('news'),
    });
  return {
    tasks,
    dialogs: (
      <>
        {open === 'asked' && request !== null && !request.isMine ? (
          <AskedDialog request={request} name={name} onClose={close} />
        ) : null}
        {open === 'set' && request !== null && me !== null ? <SetDialog me={me} onClose={close} /> : null}
        {open === 'news' && changedAt !== null ? <NewsDialog at={changedAt} onClose={close} /> : null}
      </>
    ),
  };
}
