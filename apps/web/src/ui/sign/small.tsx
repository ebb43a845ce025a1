/** The smallest signs: a key cap, a room's glyph. */
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export function Kbd({ children }: { children: ReactNode }): ReactElement {
  return <kbd className="kbd">{children}</kbd>;
}

/** The arch of a room, where a person would have a portrait. */
export function Crest({ icon = 'arch', size = 34 }: { icon?: IconName; size?: 34 | 40 }): ReactElement {
  return (
    <span className={size === 40 ? 'crest crest-40' : 'crest'} aria-hidden="true">
      <Icon name={icon} />
    </span>
  );
}
