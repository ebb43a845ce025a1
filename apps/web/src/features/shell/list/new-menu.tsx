/** The pencil: begin something. */
import { en } from '@alcove/locales';
import type { ReactElement } from 'react';
import { IconButton } from '../../../ui/control/icon-button.tsx';
import { Menu, MenuItem, MenuTrigger } from '../../../ui/overlay/menu.tsx';

export function NewMenu({ onNewChat, onNewRoom }: { onNewChat: () => void; onNewRoom: () => void }): ReactElement {
  return (
    <MenuTrigger>
      <IconButton icon="pencil" label={en.shell.newThing} />
      <Menu label={en.shell.newThing}>
        <MenuItem icon="person" onAction={onNewChat}>
          {en.shell.newChat}
        </MenuItem>
        <MenuItem icon="arch" onAction={onNewRoom}>
          {en.shell.newRoom}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
