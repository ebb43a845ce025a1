/** One thing to choose in a section of the settings, with what the choice means. */
import type { ReactElement, ReactNode } from 'react';

export function Choice({ title, hint, children }: { title: string; hint?: string; children: ReactNode }): ReactElement {
  return (
    <div className="set-choice">
      <h3>{title}</h3>
      {children}
      {hint === undefined ? null : <p>{hint}</p>}
    </div>
  );
}
