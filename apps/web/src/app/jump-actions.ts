/** What the jump box can do besides going somewhere. */
import { en } from '@alcove/locales';
import type { JumpAction } from '../features/shell/jumper/jumper.tsx';
import type { Task } from '../features/shell/list/side.tsx';
import { setTheme, THEMES } from './theme.ts';

export function jumpActions(actions: {
  onNewChat: () => void;
  onNewRoom: () => void;
  onSettings: () => void;
  task: Task | null;
}): readonly JumpAction[] {
  return [
    { id: 'chat', icon: 'person', label: en.shell.newChat, run: actions.onNewChat },
    { id: 'room', icon: 'arch', label: en.shell.newRoom, run: actions.onNewRoom },
    { id: 'settings', icon: 'settings', label: en.shell.settings, run: actions.onSettings },
    ...(actions.task === null
      ? []
      : [{ id: 'recovery', icon: 'key', label: actions.task.label, run: actions.task.run } as const]),
    ...THEMES.map((theme): JumpAction => ({
      id: `theme-${theme}`,
      icon: 'palette',
      label: `${en.settings.sections.appearance}: ${en.settings.themes[theme]}`,
      run: () => setTheme(theme),
    })),
  ];
}
