/** A button that opens the emoji picker: beside it on a desk, as a sheet on a phone. */
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { Button, TooltipTrigger } from 'react-aria-components';
import { useLayout } from '../ui/layout/use-layout.ts';
import { Popover, PopoverTrigger } from '../ui/overlay/popover.tsx';
import { Sheet } from '../ui/overlay/sheet.tsx';
import { Tooltip } from '../ui/overlay/tooltip.tsx';
import { Icon, type IconName } from '../ui/sign/icon.tsx';
import { EmojiGrid } from './emoji-grid.tsx';

export interface EmojiButtonProps {
  readonly label: string;
  readonly className: string;
  readonly icon?: IconName;
  readonly keys?: string;
  readonly excludeFromTabOrder?: boolean;
  readonly onPick: (emoji: string) => void;
  readonly onOpenChange?: (open: boolean) => void;
}

export function EmojiButton(props: EmojiButtonProps): ReactElement {
  const [open, setOpen] = useState(false);
  const phone = useLayout() === 'phone';
  const change = (next: boolean): void => {
    setOpen(next);
    props.onOpenChange?.(next);
  };
  const grid = (
    <EmojiGrid
      onPick={(emoji) => {
        change(false);
        props.onPick(emoji);
      }}
    />
  );
  if (phone)
    return (
      <>
        <Trigger {...props} onPress={() => change(true)} />
        <Sheet label={t.composer.emoji} isOpen={open} onClose={() => change(false)}>
          {grid}
        </Sheet>
      </>
    );
  return (
    <PopoverTrigger isOpen={open} onOpenChange={change}>
      <TooltipTrigger delay={500} closeDelay={80}>
        <Trigger {...props} />
        <Tooltip {...(props.keys === undefined ? {} : { keys: props.keys })}>{props.label}</Tooltip>
      </TooltipTrigger>
      <Popover label={t.composer.emoji} placement="top end">
        {grid}
      </Popover>
    </PopoverTrigger>
  );
}

function Trigger(props: EmojiButtonProps & { onPress?: () => void }): ReactElement {
  return (
    <Button
      className={props.className}
      aria-label={props.label}
      data-emoji-button=""
      excludeFromTabOrder={props.excludeFromTabOrder ?? false}
      {...(props.onPress === undefined ? {} : { onPress: props.onPress })}
    >
      <Icon name={props.icon ?? 'smile-plus'} size={props.className.startsWith('react') ? 16 : 20} />
    </Button>
  );
}
