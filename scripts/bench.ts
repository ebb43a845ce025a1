/** `npm run bench -- <name> [args]`: one measurement of bench/src, by its name; without one, their list. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, '../bench/src');
const [name = '', ...args] = process.argv.slice(2);
const program = join(folder, `${name}.ts`);

if (name === '' || !existsSync(program)) {
  const names = globSync('*.ts', { cwd: folder }).map((file) => basename(file, '.ts'));
  console.error(`npm run bench -- ${names.toSorted((a, b) => a.localeCompare(b)).join(' | ')}`);
  process.exitCode = 1;
} else {
  process.exitCode = spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' }).status ?? 1;
}
