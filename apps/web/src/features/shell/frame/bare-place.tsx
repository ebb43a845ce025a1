/** A place without a head of its own: the recess, the way back where the list is away, and the shell's notice. */
import type { ReactElement, ReactNode } from 'react';
import { HeadLead, NoticePlace } from '../../../ui/layout/slots.tsx';

export function BarePlace({ children }: { children: ReactNode }): ReactElement {
  return (
    <div className="recess shell-recess">
      <div className="front-lead">
        <HeadLead />
      </div>
      {children}
      <NoticePlace />
    </div>
  );
}
