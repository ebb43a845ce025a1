/** A button without a look: rows, cards, chips bring their own class. */
import type { ReactElement, ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components';

export interface PlainButtonProps extends Omit<AriaProps, 'style' | 'children' | 'className'> {
  className: string;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function PlainButton(props: PlainButtonProps): ReactElement {
  return <AriaButton {...props} />;
}
