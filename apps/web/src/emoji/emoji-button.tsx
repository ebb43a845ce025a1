/** A button that opens the emoji picker beside it. */
import { en } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Button, TooltipTrigger } from 'react-aria-components';
import { Popover, PopoverTrigger } from '../ui/overlay/popover.tsx';
import { Tooltip } from '../ui/overlay/tooltip.tsx';
import { Icon, type IconName } from '../ui/sign/icon.tsx';
import { EmojiGrid } from './emoji-grid.tsx';

export function EmojiButton(props: {
  label: string;
  className: string;
  icon?: IconName;
  keys?: string;
  excludeFromTabOrder?: boolean;
  isDisabled?: boolean;
  onPick: (emoji: string) => void;
  onOpenChange?: (open: boolean) => void;
}): ReactElement {
  return (
    <PopoverTrigger {...(props.onOpenChange === undefined ? {} : { onOpenChange: props.onOpenChange })}>
      <TooltipTrigger delay={500} closeDelay={80}>
        <Button
          className={props.className}
          aria-label={props.label}
          data-emoji-button=""
          isDisabled={props.isDisabled ?? false}
          excludeFromTabOrder={props.excludeFromTabOrder ?? false}
        >
          <Icon name={props.icon ?? 'smile-plus'} size={props.className.startsWith('react') ? 16 : 20} />
        </Button>
        <Tooltip {...(props.keys === undefined ? {} : { keys: props.keys })}>{props.label}</Tooltip>
      </TooltipTrigger>
      <Popover label={en.composer.emoji} placement="top end">
        {(close) => (
          <EmojiGrid
            onPick={(emoji) => {
              close();
              props.onPick(emoji);
            }}
          />
        )}
      </Popover>
    </PopoverTrigger>
  );
}
