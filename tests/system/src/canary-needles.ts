/**
 * Finds a text in bytes in every shape it could have leaked in: plain, UTF-16, hex, base64 and base64url at each of their three offsets,
 * percent-encoded, and escaped as JSON does. What is searched may hold it in the middle of anything.
 */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Base64 of a text inside other bytes begins at one of three offsets; the characters its neighbours share are cut off. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const tail = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    return shifted.slice(Math.ceil((offset * 8) / 6), shifted.length - tail);
  });
}

/** Needles by the name of the shape. */
export function needlesOf(text: string): ReadonlyMap<string, Buffer> {
  const plain = Buffer.from(text);
  const hex = plain.toString('hex');
  const needles = new Map<string, Buffer>([
    ['plain', plain],
    ['UTF-16LE', Buffer.from(text, 'utf16le')],
    ['UTF-16BE', Buffer.from(text, 'utf16le').swap16()],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ['percent', Buffer.from(encodeURIComponent(text))],
    ['JSON', Buffer.from(JSON.stringify(text).slice(1, -1))],
  ]);
  for (const [offset, core] of base64Cores(plain).entries()) {
    needles.set(`base64+${String(offset)}`, Buffer.from(core));
    needles.set(`base64url+${String(offset)}`, Buffer.from(core.replaceAll('+', '-').replaceAll('/', '_')));
  }
  return needles;
}

export interface Haystack {
  readonly name: string;
  readonly bytes: Buffer;
}

export function filesIn(folder: string): Haystack[] {
  return globSync('**/*', { cwd: folder })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => ({ name: file, bytes: readFileSync(join(folder, file)) }));
}

/** One line per find: where, what, in which shape. */
export function findCanaries(haystacks: readonly Haystack[], canaries: Readonly<Record<string, string>>): string[] {
  const wanted = Object.entries(canaries).map(([name, text]) => [name, needlesOf(text)] as const);
  return haystacks.flatMap(({ name: where, bytes }) =>
    wanted.flatMap(([name, needles]) =>
      [...needles].filter(([, needle]) => bytes.includes(needle)).map(([shape]) => `${where}: ${name} (${shape})`),
    ),
  );
}
