/**
 * Proves, by what it does, that the installed MLS library carries the corrected unmerged-leaves check (RFC 9420 §12.4.3.1;
 * scripts/patch-ts-mls.mjs). Without it, joins to healthy groups are refused, so the application must not start.
 *
 * Three small trees are shown to the library's own validator, which meets this check before parent hashes and tree hash; a
 * signature verifier that says yes lets the leaves pass.
 */
import type { CiphersuiteImpl, ClientState } from 'ts-mls';
import { validateRatchetTree } from 'ts-mls/clientState.js';
import { utf8 } from '@alcove/protocol';
import { CryptoError } from '../../error.ts';
import { configWith } from './config.ts';
import { suiteOf } from './suite.ts';

type Tree = ClientState['ratchetTree'];
type Node = NonNullable<Tree[number]>;
const SUITE = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';

/** Throws CryptoError `mls-unpatched`. */
export async function assertMlsPatched(): Promise<void> {
  const real = await suiteOf(SUITE);
  const suite: CiphersuiteImpl = {
    ...real,
    signature: { ...real.signature, verify: () => Promise.resolve(true) },
  };
  // Leaf 1 joined below both parents; leaf 2 only below the root. The lists differ, and that is right.
  const healthy = await complains(suite, { below: [1], root: [1, 2] });
  // The root says leaf 1 is unmerged, the non-blank node between does not.
  const gap = await complains(suite, { below: [], root: [1] });
  const outside = await complains(suite, { below: [], root: [2 ** 31] });
  if (healthy || !gap || !outside) throw new CryptoError('mls-unpatched');
}

async function complains(suite: CiphersuiteImpl, lists: { below: number[]; root: number[] }): Promise<boolean> {
  const tree: Tree = [leaf(0), parent(1, lists.below), leaf(1), parent(3, lists.root), leaf(2), undefined, leaf(3)];
  const context: ClientState['groupContext'] = {
    version: 'mls10',
    cipherSuite: SUITE,
    groupId: utf8('probe'),
    epoch: 1n,
    treeHash: new Uint8Array(0),
    confirmedTranscriptHash: new Uint8Array(0),
    extensions: [],
  };
  const config = configWith(() => true);
  const error = await validateRatchetTree(
    tree,
    context,
    config.lifetimeConfig,
    config.authService,
    context.treeHash,
    suite,
  );
  return /unmerged/i.test(error?.message ?? '');
}

function leaf(index: number): Node {
  return {
    nodeType: 'leaf',
    leaf: {
      leafNodeSource: 'update',
      hpkePublicKey: utf8(`leaf hpke ${String(index)}`),
      signaturePublicKey: utf8(`leaf signature ${String(index)}`),
      credential: { credentialType: 'basic', identity: utf8(`leaf ${String(index)}`) },
      capabilities: {
        versions: ['mls10'],
        ciphersuites: [SUITE],
        extensions: [],
        proposals: [],
        credentials: ['basic'],
      },
      extensions: [],
      signature: new Uint8Array(64),
    },
  };
}

function parent(index: number, unmergedLeaves: number[]): Node {
  return {
    nodeType: 'parent',
    parent: { hpkePublicKey: utf8(`parent ${String(index)}`), parentHash: new Uint8Array(32), unmergedLeaves },
  };
}
