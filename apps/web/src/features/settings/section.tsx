/** One titled block of the settings page. */
import type { ReactElement, ReactNode } from 'react';

export function Section(props: { id: string; title: string; lead?: string; children: ReactNode }): ReactElement {
  return (
    <section className="set-section" aria-labelledby={`set-${props.id}`}>
      <h2 id={`set-${props.id}`}>{props.title}</h2>
      {props.lead === undefined ? null : <p className="set-lead">{props.lead}</p>}
      {props.children}
    </section>
  );
}
