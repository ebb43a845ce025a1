/**
 * A menu at its button:
 *   <MenuTrigger><IconButton icon="more" label="More" /><Menu label="Message"><MenuItem icon="reply" onAction={…}>Reply</MenuItem></Menu></MenuTrigger>
 */
import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem as AriaItem, Popover, Separator, type PopoverProps } from 'react-aria-components';
import { Icon, type IconName } from '../sign/icon.tsx';
import { Kbd } from '../sign/small.tsx';

export { MenuTrigger } from 'react-aria-components';

export function Menu(props: {
  label: string;
  children: ReactNode;
  placement?: NonNullable<PopoverProps['placement']>;
}): ReactElement {
  return (
    <Popover className="pop" placement={props.placement ?? 'bottom end'} offset={6}>
      <AriaMenu className="menu" aria-label={props.label}>
        {props.children}
      </AriaMenu>
    </Popover>
  );
}

export function MenuItem(props: {
  icon?: IconName;
  keys?: string;
  /** Removes or ends something. */
  stop?: boolean;
  isDisabled?: boolean;
  onAction: () => void;
  children: string;
}): ReactElement {
  return (
    <AriaItem
      className={props.stop === true ? 'menu-item menu-item-stop' : 'menu-item'}
      textValue={props.children}
      isDisabled={props.isDisabled ?? false}
      onAction={props.onAction}
    >
      {props.icon === undefined ? null : <Icon name={props.icon} />}
      <span className="grow">{props.children}</span>
      {props.keys === undefined ? null : <Kbd>{props.keys}</Kbd>}
    </AriaItem>
  );
}

export function MenuSeparator(): ReactElement {
  return <Separator className="menu-line" />;
}
