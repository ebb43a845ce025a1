/** A sentence of the catalogue with its isolated names as elements: whole in either direction, and a little stronger than the rest. */
import { ISOLATE_END, ISOLATE_START } from '@alcove/locales';
import { Fragment, type ReactElement } from 'react';

const NAMES = new RegExp(`${ISOLATE_START}([^${ISOLATE_END}]*)${ISOLATE_END}`, 'u');

export function Isolated({ children, strong = false }: { children: string; strong?: boolean }): ReactElement {
  // A capturing split alternates: text, name, text, name, …
  return (
    <>
      {children.split(NAMES).map((part, index) => {
        if (index % 2 === 0) return <Fragment key={index}>{part}</Fragment>;
        return strong ? (
          <b key={index}>
            <bdi>{part}</bdi>
          </b>
        ) : (
          <bdi key={index}>{part}</bdi>
        );
      })}
    </>
  );
}
