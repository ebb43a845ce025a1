/** An icon is decoration: its meaning stands in the text beside it or in the label of the control around it. */
import type { ReactElement } from 'react';
import { FILLED, FLIPS, ICON_PATHS, type IconName } from './icon-paths.ts';

export type { IconName } from './icon-paths.ts';

export function Icon({ name, size = 20 }: { name: IconName; size?: 14 | 16 | 20 | 24 }): ReactElement {
  const classes = ['i', `i-${String(size)}`, FILLED.has(name) ? 'i-fill' : '', FLIPS.has(name) ? 'i-flips' : ''];
  return (
    <svg className={classes.filter(Boolean).join(' ')} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
