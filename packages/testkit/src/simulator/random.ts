/** Numbers that look random and follow from a seed. Forks by name, so that what one part draws does not move what another gets. */
export class Random {
  readonly #seed: string;
  #state: readonly [number, number, number, number];

  constructor(seed: string | number) {
    this.#seed = String(seed);
    this.#state = hashed(this.#seed);
  }

  /** In [0, 1). */
  next(): number {
    // sfc32
    const [a, b, c, d] = this.#state;
    const sum = (((a + b) | 0) + d) | 0;
    this.#state = [b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + sum) | 0, (d + 1) | 0];
    return (sum >>> 0) / 4_294_967_296;
  }

  /** From `least` up to and including `most`. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.next() * from.length)];
  }

  /** As many, each once, in an order of its own. */
  sample<T>(from: readonly T[], count: number): T[] {
    const rest = [...from];
    const out: T[] = [];
    while (out.length < count && rest.length > 0) out.push(...rest.splice(Math.floor(this.next() * rest.length), 1));
    return out;
  }

  draw(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(this.next() * 256);
  }

  fork(name: string | number): Random {
    return new Random(`${this.#seed}/${String(name)}`);
  }
}

function hashed(text: string): readonly [number, number, number, number] {
  let [a, b, c, d] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = b ^ Math.imul(a ^ code, 597_399_067);
    b = c ^ Math.imul(b ^ code, 2_869_860_233);
    c = d ^ Math.imul(c ^ code, 951_274_213);
    d = a ^ Math.imul(d ^ code, 2_716_044_179);
  }
  const mixed = Math.imul(a ^ (b >>> 13), 0x5bd1e995) ^ Math.imul(c ^ (d >>> 11), 0x1b873593);
  return [a ^ mixed, b ^ (mixed << 7), c ^ (mixed >>> 5), d | 1];
}
