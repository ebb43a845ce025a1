/** A hostile server for tests: docs/security/hostile-server.md says how to add an attack. */
export { openHostileHouse, type HostileHouse } from './hostile/hostile-house.ts';
export { judgeOpenHouses } from './hostile/judge.ts';
export { EvilMember, openEvilMember, type Forgery } from './hostile/evil-member.ts';
export { alarm, confidentiality, integrity, liveness, noAlarm, Said } from './hostile/oracles.ts';
export type { Attack, HostileServer, Replies, Wire } from './hostile/transport.ts';
export { FalseLog } from './hostile/false-log.ts';
export { Insider, listsOf, policyOf } from './hostile/insider.ts';
export type { World } from './hostile/world.ts';
export { hollowAck, lateAck, noAck } from './hostile/attacks/log/acks.ts';
export { alterCommits, type AlteredCommits } from './hostile/attacks/log/alter-commits.ts';
export { closeDoors, type ClosedDoors } from './hostile/attacks/log/close-doors.ts';
export { claimRestore, type ClaimedRestore } from './hostile/attacks/log/claim-restore.ts';
export { duplicateFrames } from './hostile/attacks/log/duplicate-frames.ts';
export { forgetEntries } from './hostile/attacks/log/forget-entries.ts';
export { forkCommits, leadAway } from './hostile/attacks/log/fork-commits.ts';
export { hideCommits, hideEntry } from './hostile/attacks/log/hide-entry.ts';
export { holdCommits, type Append } from './hostile/attacks/log/hold-commits.ts';
export { hollowCommits, type HollowCommits } from './hostile/attacks/log/hollow-commits.ts';
export { lieAboutNow, lieAboutWhen } from './hostile/attacks/log/lie-about-time.ts';
export { lyingNacks, type LyingNacks } from './hostile/attacks/log/lying-nacks.ts';
export { renameEntry } from './hostile/attacks/log/rename-entry.ts';
export { repeatEntry } from './hostile/attacks/log/repeat-entry.ts';
export { shuffleFrames } from './hostile/attacks/log/shuffle-frames.ts';
export { splitView, type SplitView } from './hostile/attacks/log/split-view.ts';
export { swallowAppends } from './hostile/attacks/log/swallow-appends.ts';
export { swallowEntries } from './hostile/attacks/log/swallow-frames.ts';
export { swapEntries } from './hostile/attacks/log/swap-entries.ts';
export {
  approveByItself,
  meetInTheMiddle,
  replayApproval,
  rollBackLists,
  swapShare,
  tellRemoval,
} from './hostile/attacks/account/approvals.ts';
export { archiveAfter, segmentOf, tellArchive } from './hostile/attacks/account/archive-lies.ts';
export type { ArchiveTold, SegmentsTold } from './hostile/attacks/account/archive-lies.ts';
export { olderProtocol, weakerSuite, type OlderProtocol } from './hostile/attacks/account/downgrade.ts';
export { inventRequest, otherRegistration } from './hostile/attacks/account/password-lies.ts';
export { ROLLED_BACK, rollBackVault } from './hostile/attacks/account/roll-back-vault.ts';
export { swapVault } from './hostile/attacks/account/vault-lies.ts';
export { GHOSTS, ghostDevice } from './hostile/attacks/people/ghost-device.ts';
export {
  another,
  badSignature,
  consumed,
  endless,
  expired,
  otherSuite,
  swapKeyPackages,
} from './hostile/attacks/people/key-package-swap.ts';
export { lastResortOnly, type LastResortOnly } from './hostile/attacks/people/last-resort-only.ts';
export { tellLists } from './hostile/attacks/people/list-lies.ts';
export { forgedExternalCommit } from './hostile/attacks/rooms/external-commit.ts';
export { forgedPolicy } from './hostile/attacks/rooms/forged-policy.ts';
export { changeGroupInfo } from './hostile/attacks/rooms/group-info-lies.ts';
export { injectEntry } from './hostile/attacks/rooms/inject-entry.ts';
export { lieAboutRooms } from './hostile/attacks/rooms/member-list.ts';
export { changeWelcomes, welcomeOfLoser } from './hostile/attacks/rooms/welcome-lies.ts';
export { keepWhispers, type KeptWhispers } from './hostile/attacks/rooms/whispers.ts';
export { newKeyPair } from '@alcove/crypto';
export { forgeBrokenPath, forgeCommit, forgeRawCommit, withOwnLeaf } from '@alcove/crypto/testing';
export { anewList, foreignList, forgeIdentity, forgeList, uploadKeyPackages } from './hostile/forge.ts';
export { attackerPolicy, forgeCore, ownGroup, sealedIn } from './hostile/own-group.ts';
