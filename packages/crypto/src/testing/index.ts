/** For tests outside of this package: what a member of a group can do who keeps to no rule. */
export { forgeBrokenPath, forgeCommit, forgeRawCommit, withOwnLeaf, type Forged } from './forge.ts';
