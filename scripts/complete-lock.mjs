// Adds to package-lock.json the optional platform packages npm left out.
//
// npm silently drops an optional dependency that the registry it asks does not carry, and `npm ci` then refuses the lockfile
// everywhere ("Missing … from lock file"). An added entry names version, system and processor, and no integrity: the machine
// that needs the package takes npm's word for it; no other machine downloads it. Part of `npm run lock`.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const SYSTEMS = new Set([
  'darwin',
  'win32',
  'linux',
  'android',
  'freebsd',
  'openharmony',
  'aix',
  'netbsd',
  'openbsd',
  'sunos',
]);
const SYSTEM_ALIASES = { win: 'win32' };
const PROCESSORS = new Set(['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el']);

/** The lockfile key under which `name` would be found from the package at key `from`, as Node resolves it; undefined if absent. */
function resolveFrom(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const key = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[key] !== undefined) return key;
    if (at === '') return undefined;
  }
}

/**
 * Reads system, processor and C library out of a platform package's name, such as `@x/binding-linux-arm64-musl`.
 * @param {string} name
 */
export function platformOf(name) {
  const words = name.split(/[/-]/).map((word) => SYSTEM_ALIASES[word] ?? word);
  const os = words.find((word) => SYSTEMS.has(word));
  const cpu = words.find((word) => PROCESSORS.has(word));
  if (os === undefined || cpu === undefined) throw new Error(`cannot tell system and processor of ${name}`);
  const libc = words.some((w) => w.startsWith('musl'))
    ? 'musl'
    : words.some((w) => w.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return { os, cpu, libc: os === 'linux' ? libc : undefined };
}

/**
 * Returns the names added; changes `lock` in place.
 * @param {{ packages: Record<string, { dev?: boolean | undefined, optionalDependencies?: Record<string, string> | undefined }> }} lock
 * @returns {string[]}
 */
export function completeLock(lock) {
  const added = [];
  for (const [from, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const exact = /^\d+\.\d+\.\d+\S*$/.test(version);
      if (!exact || resolveFrom(lock.packages, from, name) !== undefined) continue;
      const { os, cpu, libc } = platformOf(name);
      lock.packages[`node_modules/${name}`] = {
        version,
        cpu: [cpu],
        ...(entry.dev ? { dev: true } : {}),
        ...(libc === undefined ? {} : { libc: [libc] }),
        optional: true,
        os: [os],
      };
      added.push(name);
    }
  }
  const byKey = ([a], [b]) => (a === '' ? -1 : b === '' ? 1 : a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byKey));
  return added;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = new URL('../package-lock.json', import.meta.url);
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = completeLock(lock);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${added.length} platform packages added`);
}
