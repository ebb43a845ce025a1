/**
 * Text buttons. `go` is filled and there is at most one in a view; the others are lines, quiet words, or links in a sentence.
 * A pending button keeps its place, its focus and its name; it only stops answering.
 */
import type { ReactElement, ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components';
import { Icon, type IconName } from '../sign/icon.tsx';

export type ButtonTone = 'go' | 'line' | 'quiet' | 'stop' | 'link';

export interface ButtonProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  tone?: ButtonTone;
  size?: 'normal' | 'big' | 'small';
  icon?: IconName;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ tone = 'line', size = 'normal', icon, children, ...rest }: ButtonProps): ReactElement {
  const sized = size === 'normal' ? '' : ` btn-${size}`;
  return (
    <AriaButton {...rest} className={`btn btn-${tone}${sized}`}>
      {({ isPending }) => (
        <>
          {isPending ? (
            <span className="btn-wait" aria-hidden="true" />
          ) : icon === undefined ? null : (
            <Icon name={icon} size={size === 'small' ? 16 : 20} />
          )}
          {children}
        </>
      )}
    </AriaButton>
  );
}
