/** An empty place: the unlit arch, one sentence, at most one or two actions. */
import type { ReactElement, ReactNode } from 'react';

export function EmptyState({
  title,
  level = 2,
  children,
  action,
}: {
  title: string;
  /** 1 where it is all the screen has. */
  level?: 1 | 2;
  children?: ReactNode;
  action?: ReactNode;
}): ReactElement {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="empty">
      <svg width="64" height="74" viewBox="0 0 92 104" aria-hidden="true" focusable="false">
        <path className="empty-niche" d="M2 104V46a44 44 0 0 1 88 0v58z" />
        <path className="empty-frame" d="M14 104V47a32 32 0 0 1 64 0v57z" />
        <path className="empty-cord" d="M46 15v14" />
        <path className="empty-shade" d="M34 42a12 12 0 0 1 24 0z" />
      </svg>
      <Heading>{title}</Heading>
      {children === undefined ? null : <p>{children}</p>}
      {action === undefined ? null : <div className="empty-acts">{action}</div>}
    </div>
  );
}
