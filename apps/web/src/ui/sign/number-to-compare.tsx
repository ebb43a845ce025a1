/** Digits that two people, or two screens, compare: in groups, and read out one by one. */
import type { ReactElement } from 'react';

const GROUP = 4;

export function NumberToCompare({ code }: { code: string }): ReactElement {
  const groups = code.match(new RegExp(`.{1,${String(GROUP)}}`, 'g')) ?? [];
  return (
    <p className="compare-number num">
      <span className="vh">{[...code].join(' ')}</span>
      {groups.map((group, index) => (
        <span key={index} aria-hidden="true">
          {group}
        </span>
      ))}
    </p>
  );
}
