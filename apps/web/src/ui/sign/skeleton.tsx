/** What a list looks like before its content: the final geometry, shown only after 100 ms. */
import type { ReactElement } from 'react';

export function SkeletonMessages({ count = 4 }: { count?: number }): ReactElement {
  return (
    <div className="sk-late" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div className="sk-lines" key={index}>
          <span className="sk sk-face" />
          <span className="sk sk-w-1" />
          <span className="sk sk-w-2" />
          <span className="sk sk-w-3" />
        </div>
      ))}
    </div>
  );
}

export function SkeletonLine({ width = 2 }: { width?: 1 | 2 | 3 }): ReactElement {
  return <span className={`sk sk-late sk-w-${String(width)}`} aria-hidden="true" />;
}
