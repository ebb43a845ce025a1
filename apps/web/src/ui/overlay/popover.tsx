/** A small dialog at its button: <PopoverTrigger><IconButton …/><Popover label="…">…</Popover></PopoverTrigger>. */
import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Popover as AriaPopover, type PopoverProps } from 'react-aria-components';

export { DialogTrigger as PopoverTrigger } from 'react-aria-components';

export function Popover(
  props: Omit<PopoverProps, 'className' | 'style' | 'children'> & {
    label: string;
    children: ReactNode | ((close: () => void) => ReactNode);
  },
): ReactElement {
  const { label, children, ...rest } = props;
  return (
    <AriaPopover offset={6} {...rest} className="pop">
      <AriaDialog aria-label={label} className="dlg">
        {({ close }) => (typeof children === 'function' ? children(close) : children)}
      </AriaDialog>
    </AriaPopover>
  );
}
