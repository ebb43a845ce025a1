/** What the jump box can do besides going somewhere. */
import type { Settings } from '@alcove/client';
import { t } from '@alcove/locales';
import { nameOf, othersOf, type AccountsHere } from '../features/accounts/who.ts';
import type { ListTask } from '../features/shell/list/side.tsx';
import type { JumpAction } from '../features/shell/jumper/jumper.tsx';

const THEMES = ['system', 'light', 'dark'] as const;

export function jumpActions(actions: {
  onNewChat: () => void;
  onNewRoom: () => void;
  onSettings: () => void;
  onSecurity: () => void;
  onServer: () => void;
  accounts: AccountsHere;
  onTheme: (theme: Settings['theme']) => void;
  onLock: () => void;
  onSearch: () => void;
  /** Null where no conversation is open. */
  onDay: (() => void) | null;
  tasks: readonly Pick<ListTask, 'id' | 'icon' | 'title' | 'run'>[];
}): readonly JumpAction[] {
  return [
    { id: 'chat', icon: 'person', label: t.shell.newChat, run: actions.onNewChat },
    { id: 'room', icon: 'arch', label: t.shell.newRoom, run: actions.onNewRoom },
    { id: 'search', icon: 'search', label: t.search.panel.field, run: actions.onSearch },
    ...(actions.onDay === null
      ? []
      : [{ id: 'day', icon: 'clock', label: t.search.day.action, run: actions.onDay } as const]),
    { id: 'security', icon: 'shield', label: t.security.title, run: actions.onSecurity },
    { id: 'settings', icon: 'settings', label: t.shell.settings, run: actions.onSettings },
    { id: 'lock', icon: 'key', label: t.lock.key, run: actions.onLock },
    ...actions.tasks.map(({ id, icon, title, run }): JumpAction => ({ id, icon, label: title, run })),
    ...othersOf(actions.accounts).map((account): JumpAction => ({
      id: `account-${String(account.slot)}`,
      icon: 'person',
      label: t.accounts.switchTo(nameOf(account)),
      run: () => actions.accounts.show(account.slot),
    })),
    ...(actions.accounts.add === null
      ? []
      : [{ id: 'account-new', icon: 'user-plus', label: t.accounts.add, run: actions.accounts.add } as const]),
    { id: 'server', icon: 'plus', label: t.accounts.server, run: actions.onServer },
    ...THEMES.map((theme): JumpAction => ({
      id: `theme-${theme}`,
      icon: 'palette',
      label: `${t.settings.theme}: ${t.settings.themes[theme]}`,
      run: () => actions.onTheme(theme),
    })),
  ];
}
