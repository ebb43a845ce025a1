/**
 * Every reason for which something of a room was refused, did not open, or is told to the room's people: a closed list, for each of which
 * packages/locales has words. What the server or the network answers is no reason of a room, and becomes one where it comes in.
 */
import type { PolicyOutcome, RefusalCode, VerdictOutcome } from '@alcove/crypto';

/** What the group, the policy and the verdicts say no with. */
type Judged =
  | RefusalCode
  | Extract<PolicyOutcome, { ok: false }>['code']
  | Extract<VerdictOutcome, { ok: false }>['code'];

type OfTheLog =
  | 'entry-malformed'
  | 'history-forked'
  | 'history-apart' // somebody said elsewhere that they see another log
  | 'policy-sender' // signed by somebody else than the log names
  | 'verdict-sender'
  | 'log-refused' // the server does not show it
  | 'commit-missing';

type OfKeys =
  | 'not-joined'
  | 'past-epoch'
  | 'future-epoch'
  | 'epoch-missed'
  | 'epoch-forked'
  | 'commit-void'
  | 'commits-void' // of somebody whose commits were void before
  | 'removed' // a message that says the device was removed
  | 'commit'
  | 'application'
  | 'own-commit-altered'
  | 'own-commit-lost'
  | 'own-change-lost'
  | 'change-failed'
  | 'welcome-of-other-commit'
  | 'secret-out-of-step';

type OfContent = 'own-unknown' | 'frame-id-differs' | 'franking-wrong' | 'content-malformed';

type OfPeople = 'identity-changed' | 'device-list-forged' | 'device-list-missing';

type OfTheArchive =
  | 'archive-segment-differs'
  | 'archive-segment-missing'
  | 'archive-segment-damaged'
  | 'archive-segment-malformed'
  | 'archive-key-missing';

export type ReasonCode = Judged | OfTheLog | OfKeys | OfContent | OfPeople | OfTheArchive;
