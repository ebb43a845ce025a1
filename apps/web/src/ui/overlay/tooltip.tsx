/** The name of a control and its key, on hover and on focus. Never the only place where something is said. */
import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip } from 'react-aria-components';
import { Kbd } from '../sign/small.tsx';

export function Tooltip({ children, keys }: { children: ReactNode; keys?: string }): ReactElement {
  return (
    <AriaTooltip className="tip" offset={6}>
      {children}
      {keys === undefined ? null : <Kbd>{keys}</Kbd>}
    </AriaTooltip>
  );
}
