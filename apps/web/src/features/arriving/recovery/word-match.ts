/**
 * Reading recovery words back. The list (BIP-39, English) tells any word by its first four letters, so four are enough; shorter
 * words must be whole. Case and stray spaces do not matter.
 */
const PREFIX = 4;

export function normalized(typed: string): string {
  return typed.normalize('NFKD').trim().toLowerCase();
}

export function isWord(typed: string, word: string): boolean {
  const text = normalized(typed);
  return text === word || (text.length >= PREFIX && word.startsWith(text));
}

/** What a paste holds: words, without the line numbers a card or a password manager may add. */
export function wordsIn(text: string): readonly string[] {
  return normalized(text)
    .split(/[^a-z]+/u)
    .filter((word) => word !== '');
}

/** Two different lines of twelve to ask for, in order. */
export function pickLines(random: () => number = secureRandom): readonly [number, number] {
  const first = Math.floor(random() * 12);
  const second = (first + 1 + Math.floor(random() * 11)) % 12;
  return first < second ? [first, second] : [second, first];
}

function secureRandom(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
