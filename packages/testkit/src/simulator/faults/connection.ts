/** A connection breaks, or stands and carries nothing any more. */
import type { Move } from '../move.ts';

export const cut: Move = {
  name: 'cut',
  weight: 2,
  run({ device }) {
    device.line.cut();
    return 'its connection breaks';
  },
};

export const silence: Move = {
  name: 'silence',
  weight: 1,
  run({ device }) {
    device.line.silence();
    return 'its connection goes silent';
  },
};
