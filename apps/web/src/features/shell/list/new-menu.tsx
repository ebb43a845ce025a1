/** The pencil: begin something. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { IconButton } from '../../../ui/control/icon-button.tsx';
import { Menu, MenuItem, MenuTrigger } from '../../../ui/overlay/menu.tsx';

export function NewMenu({ onNewChat, onNewRoom }: { onNewChat: () => void; onNewRoom: () => void }): ReactElement {
  return (
    <MenuTrigger>
      <IconButton icon="pencil" label={t.shell.newThing} />
      <Menu label={t.shell.newThing}>
        <MenuItem icon="person" onAction={onNewChat}>
          {t.shell.newChat}
        </MenuItem>
        <MenuItem icon="arch" onAction={onNewRoom}>
          {t.shell.newRoom}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
