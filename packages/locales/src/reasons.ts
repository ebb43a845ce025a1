/**
 * Which words stand for which reason that something of a room was refused or did not open: what people of the room are told (`told`), why a place
 * in the conversation stays closed (`shut`), and what is left to do when the device could not mend it (`next`). The same in every language; the
 * words are in each one's reasons.ts. A code without words does not compile.
 */
import type { ReasonCode } from '@alcove/client';

export interface ReasonWords {
  readonly told: string;
  readonly shut: string;
  readonly next?: string;
}

export const REASONS = {
  damaged: 'damaged',
  padding: 'damaged',
  'wrong-group': 'elsewhere',
  'wrong-suite': 'elsewhere',
  'wrong-epoch': 'elsewhere',
  'kind-mismatch': 'elsewhere',
  'sender-unknown': 'notHere',
  'sender-mismatch': 'otherName',
  'leaf-cert-malformed': 'unproven',
  'leaf-cert-signature': 'unproven',
  'leaf-cert-server': 'unproven',
  'leaf-cert-expired': 'ranOut',
  'leaf-cert-older': 'replaced',
  'leaf-key-mismatch': 'unproven',
  'leaf-identity-key': 'otherIdentity',
  'leaf-not-in-policy': 'notHere',
  'leaf-other-device': 'otherDevice',
  'leaf-not-in-list': 'unproven',
  'leaf-list-withheld': 'listWithheld',
  'leaf-revoked': 'revoked',
  'leaf-capabilities': 'badChange',
  'device-twice': 'badChange',
  'key-reused': 'badChange',
  'direct-not-two': 'badChange',
  'secret-closed': 'closed',
  'proposal-not-allowed': 'badChange',
  'commit-not-private': 'badChange',
  'commit-add-and-remove': 'badChange',
  'commit-too-many': 'badChange',
  'commit-identity-change': 'otherIdentity',
  'commit-roster': 'badChange',
  'group-context-changed': 'badChange',
  'group-too-large': 'tooLarge',
  'removal-not-allowed': 'notTheirs',
  'external-shape': 'badChange',
  'external-evicts-other': 'notTheirs',
  'external-already-member': 'badChange',
  'external-alone': 'missed',
  'key-package-lifetime': 'badKey',
  'key-package-suite': 'badKey',
  'key-package-foreign': 'badKey',
  'key-package-unmarked': 'badKey',
  'welcome-not-for-us': 'notForUs',
  'welcome-unknown-own-device': 'unproven',
  'welcome-of-other-commit': 'elsewhere',
  'remove-self': 'badChange',
  'remove-unknown': 'badChange',

  'policy-genesis-shape': 'badChange',
  'policy-wrong-room': 'elsewhere',
  'policy-out-of-order': 'elsewhere',
  'policy-signer-not-member': 'notHere',
  'policy-signer-revoked': 'revoked',
  'policy-fixed': 'badChange',
  'policy-other-device': 'otherDevice',
  'policy-not-owner': 'notTheirs',
  'policy-bad-change': 'badChange',
  'policy-too-many': 'tooLarge',
  'policy-malformed': 'damaged',
  'policy-signature': 'unproven',
  'policy-cert': 'unproven',
  'policy-sender': 'otherName',
  'verdict-malformed': 'damaged',
  'verdict-signature': 'unproven',
  'verdict-cert': 'unproven',
  'verdict-wrong-room': 'elsewhere',
  'verdict-sender': 'otherName',

  'entry-malformed': 'nonsense',
  'history-forked': 'forked',
  'history-apart': 'apart',
  'log-refused': 'withheld',
  'commit-missing': 'withheld',
  'not-joined': 'missed',
  'past-epoch': 'gone',
  'future-epoch': 'missed',
  'epoch-missed': 'missed',
  'epoch-forked': 'forked',
  'commit-void': 'takenBack',
  'commits-void': 'barred',
  removed: 'missed',
  commit: 'elsewhere',
  application: 'elsewhere',
  'own-commit-altered': 'ownAltered',
  'own-commit-lost': 'ownLost',
  'own-change-lost': 'changeLost',
  'change-failed': 'changeFailed',
  'secret-out-of-step': 'outOfStep',
  'own-unknown': 'ownAltered',
  'frame-id-differs': 'otherMessage',
  'franking-wrong': 'unreportable',
  'content-malformed': 'unreadable',

  'identity-changed': 'startedAnew',
  'device-list-forged': 'forgedList',
  'device-list-missing': 'listWithheld',

  'archive-segment-differs': 'pieceDiffers',
  'archive-segment-missing': 'pieceMissing',
  'archive-segment-damaged': 'pieceDamaged',
  'archive-segment-malformed': 'pieceNonsense',
  'archive-key-missing': 'pieceLocked',
} as const satisfies Readonly<Record<ReasonCode, string>>;

export type ReasonKind = (typeof REASONS)[ReasonCode];

export interface SayReasons {
  readonly words: Readonly<Record<ReasonKind, ReasonWords>>;
  /** A code of a database that is newer gets sentences that claim no more than is known. */
  readonly unknown: ReasonWords;
  /** What is left to do where the words of a reason do not say it. */
  readonly inPerson: string;
}

type Say = (code: string) => string;

export function reasonsIn({ words, unknown, inPerson }: SayReasons): { told: Say; shut: Say; next: Say } {
  const wordsOf = (code: string): ReasonWords =>
    Object.hasOwn(REASONS, code) ? words[REASONS[code as ReasonCode]] : unknown;
  return {
    told: (code) => wordsOf(code).told,
    shut: (code) => wordsOf(code).shut,
    next: (code) => wordsOf(code).next ?? inPerson,
  };
}
