/** What people do. A new one is a file here and a line below; its weight says how often. */
import type { Move } from '../move.ts';
import { edit, erase, react } from './change.ts';
import { enrol } from './enrol.ts';
import { direct, found } from './found.ts';
import { add, leave, remove } from './membership.ts';
import { removeDevice } from './remove-device.ts';
import { renameMyself, renameRoom } from './rename.ts';
import { say, sayMuch } from './say.ts';

export const ACTIONS: readonly Move[] = [
  found,
  direct,
  say,
  sayMuch,
  edit,
  erase,
  react,
  add,
  remove,
  leave,
  renameRoom,
  renameMyself,
  enrol,
  removeDevice,
];
