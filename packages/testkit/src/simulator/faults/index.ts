/** What goes wrong, besides the weather on the lines (line.ts). A new one is a file here and a line below. */
import type { Move } from '../move.ts';
import { cut, silence } from './connection.ts';
import { crash, crashAtWrite } from './crash.ts';
import { lie } from './lie.ts';
import { copyDisk, oldDisk } from './old-disk.ts';
import { restart } from './restart.ts';
import { serverRestart } from './server-restart.ts';

export const FAULTS: readonly Move[] = [
  cut,
  silence,
  crash,
  crashAtWrite,
  restart,
  serverRestart,
  copyDisk,
  oldDisk,
  lie,
];
