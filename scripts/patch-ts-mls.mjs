/**
 * Corrects one check of ts-mls 1.6.4 after it is installed. Plain JavaScript for Node 20 and later; safe to run any number of times.
 *
 * RFC 9420 §12.4.3.1 asks of a received tree that every entry of a parent's unmerged_leaves is a non-blank leaf below that parent,
 * and that every non-blank node *between* the two lists the leaf as well. The library compares whole lists, all the way to the root:
 * it refuses joins to healthy groups, and lets a leaf through that is not below the parent at all. An index outside the tree would
 * also send its path computation into an endless loop, so the range is checked first.
 *
 * The file is known by its hash, before and after: anything else stops the installation instead of being half-corrected.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILE = 'node_modules/ts-mls/dist/src/clientState.js';
const ORIGINAL = '63645bc3be6ec7f6d4f6d88af5c0b63e34f5e1fea693c62bd958d228b51b6f61';
const PATCHED = '30d0af84bf9c6fa6f82379a1a2e67c7a4d6c2cea3a0ff62045da93fcfff30f09';

/** What the released file says, and what Alcove puts in its place. */
export const WRONG = `            for (const unmergedLeaf of n.parent.unmergedLeaves) {
                const leafIndex = toLeafIndex(unmergedLeaf);
                const dp = directPath(leafToNodeIndex(leafIndex), leafWidth(tree.length));
                const nodeIndex = leafToNodeIndex(leafIndex);
                if (tree[nodeIndex]?.nodeType !== "leaf" && !dp.includes(toNodeIndex(i)))
                    return new ValidationError("Unmerged leaf did not represent a non-blank descendant leaf node");
                for (const parentIdx of dp) {
                    const dpNode = tree[parentIdx];
                    if (dpNode !== undefined) {
                        if (dpNode.nodeType !== "parent")
                            return new InternalError("Expected parent node");
                        if (!arraysEqual(dpNode.parent.unmergedLeaves, n.parent.unmergedLeaves))
                            return new ValidationError("non-blank intermediate node must list leaf node in its unmerged_leaves");
                    }
                }
            }
`;

export const RIGHT = `            // Corrected by Alcove (scripts/patch-ts-mls.mjs): RFC 9420 section 12.4.3.1
            for (const unmergedLeaf of n.parent.unmergedLeaves) {
                if (unmergedLeaf >= leafWidth(tree.length))
                    return new ValidationError("Unmerged leaf is outside the tree");
                const leafNodeIndex = leafToNodeIndex(toLeafIndex(unmergedLeaf));
                const dp = directPath(leafNodeIndex, leafWidth(tree.length));
                const depth = dp.indexOf(i);
                if (tree[leafNodeIndex]?.nodeType !== "leaf" || depth === -1)
                    return new ValidationError("Unmerged leaf did not represent a non-blank descendant leaf node");
                for (const between of dp.slice(0, depth)) {
                    const dpNode = tree[between];
                    if (dpNode !== undefined && !dpNode.parent?.unmergedLeaves.includes(unmergedLeaf))
                        return new ValidationError("non-blank intermediate node must list leaf node in its unmerged_leaves");
                }
            }
`;

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** `root` holds node_modules. Returns what it found; throws when the file is neither the known original nor the known result. */
export function patchTsMls(root) {
  const path = join(root, FILE);
  const text = readFileSync(path, 'utf8');
  const found = sha256(text);
  if (found === PATCHED) return 'already-patched';
  if (found !== ORIGINAL) {
    throw new Error(
      `${FILE} is not the file of ts-mls 1.6.4 (SHA-256 ${found}); its tree check must be reviewed again`,
    );
  }
  const patched = text.replace(WRONG, () => RIGHT);
  if (sha256(patched) !== PATCHED) throw new Error(`the correction of ${FILE} gave an unexpected result`);
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, patched);
  renameSync(draft, path);
  return 'patched';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`ts-mls: ${patchTsMls(fileURLToPath(new URL('..', import.meta.url)))}`);
}
