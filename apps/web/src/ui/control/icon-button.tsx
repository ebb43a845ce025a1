/** A button that is only a drawing: its label is its accessible name and its tooltip. `arch` is for Send alone. */
import type { ReactElement, Ref } from 'react';
import { Button as AriaButton, TooltipTrigger, type ButtonProps as AriaProps } from 'react-aria-components';
import { Icon, type IconName } from '../sign/icon.tsx';
import { Tooltip } from '../overlay/tooltip.tsx';

export interface IconButtonProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  icon: IconName;
  label: string;
  keys?: string;
  shape?: 'square' | 'arch';
  isOn?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  icon,
  label,
  keys,
  shape = 'square',
  isOn,
  className,
  ...rest
}: IconButtonProps): ReactElement {
  const classes = ['ib', shape === 'arch' ? 'ib-arch' : '', className ?? ''].filter(Boolean).join(' ');
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      <AriaButton
        {...rest}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        aria-label={label}
        className={classes}
      >
        <Icon name={icon} />
      </AriaButton>
      <Tooltip {...(keys === undefined ? {} : { keys })}>{label}</Tooltip>
    </TooltipTrigger>
  );
}
