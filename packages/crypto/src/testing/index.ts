/** For tests outside of this package: what a member of a group can do who keeps to no rule. */
export { forgeBrokenPath, forgeRawCommit, type Forged } from './forge.ts';
