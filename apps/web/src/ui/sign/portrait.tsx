/**
 * A person in a niche: their picture, or initials on the ground of their hue until it is here and where there is none. A name always
 * stands beside it, so the portrait itself is silent for screen readers. `hueClass` gives text and anything else of a person the
 * same colour.
 */
import type { ReactElement } from 'react';
import { initials } from './initials.ts';
import { usePicture, type Pictured } from './picture-source.ts';

export type PortraitSize = 20 | 24 | 28 | 32 | 36 | 40 | 64 | 96;

/** Sets --hue and --ground for everything inside. */
export function hueClass(hue: number): string {
  return `hue-${String(hue)}`;
}

export function Portrait({
  person,
  size = 36,
}: {
  person: Pictured & { readonly name: string; readonly hue: number };
  size?: PortraitSize;
}): ReactElement {
  const picture = usePicture(person);
  return (
    <span className={`face face-${String(size)} ${hueClass(person.hue)}`} aria-hidden="true">
      {picture === null ? (
        <span>{initials(person.name, size <= 24 ? 1 : 2)}</span>
      ) : (
        <img src={picture} alt="" width={size} height={size} draggable={false} />
      )}
    </span>
  );
}
