/**
 * The table of docs/security/claims.md: which check stands where, and which test misses it. Written from the list, so that neither says
 * what the other does not.
 */
import type { Check } from '../check.ts';

type Row = readonly string[];

const HEAD: Row = ['check', 'what', 'where', 'killer'];

/** `packages/crypto/src/group/open.ts` → `crypto/group/open.ts`; what stands elsewhere keeps its path. */
const shortened = (path: string): string => path.replace(/^packages\/([^/]+)\/src\//, '$1/');

/** A pattern, read as the words it was made of. */
const plain = (name: string): string => name.replaceAll(/\\(.)/g, '$1').replaceAll('|', ' or ');

function rowOf({ id, what, file, test, name }: Check): Row {
  return [id, what, `\`${shortened(file)}\``, `\`${shortened(test)}\`: ${plain(name)}`];
}

function linesOf(checks: readonly Check[]): string[] {
  const rows = [HEAD, ...checks.toSorted((a, b) => a.id.localeCompare(b.id)).map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: Row): string => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = '', ...body] = rows.map(lineOf);
  return [head, lineOf(widths.map((width) => '-'.repeat(width))), ...body];
}

/** The document with its table as it should be. Throws when it has none. */
export function withTable(document: string, checks: readonly Check[]): string {
  const lines = document.split('\n');
  const from = lines.findIndex((line) => /^\| check +\| what /.test(line));
  if (from === -1) throw new Error('there is no table of checks');
  const length = lines.slice(from).findIndex((line) => !line.startsWith('|'));
  return lines.toSpliced(from, length, ...linesOf(checks)).join('\n');
}
