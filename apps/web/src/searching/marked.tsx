/** A name with the part of it that was typed. */
import type { ReactElement } from 'react';

export function Marked({ text, range: [from, to] }: { text: string; range: readonly [number, number] }): ReactElement {
  if (from === to) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </bdi>
  );
}
