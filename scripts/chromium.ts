/**
 * Finds a Chromium for the browser tests, or gets one.
 *
 * Owns: where browsers are looked for, `ALCOVE_CHROMIUM` first, then the system's, then one that Playwright was made to fetch before; and
 * getting one from Debian where this runs as root. Nothing is fetched from anywhere else. Does not own: how tests start it
 * (playwright.config.ts).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

// Without a window to draw, a sign-up costs a fifth less of a processor: the shell that has none goes first.
const SHELL = 'chromium-headless-shell';
const COMMANDS = [SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env['PROGRAMFILES'] ?? '', 'Google/Chrome/Application/chrome.exe'),
  join(process.env['PROGRAMFILES(X86)'] ?? '', 'Microsoft/Edge/Application/msedge.exe'),
];

const isRoot = process.getuid?.() === 0;

/** Chromium's sandbox refuses to work for root, which is who runs tests in most containers. */
export const CHROMIUM_ARGS: readonly string[] = isRoot ? ['--no-sandbox'] : [];

function candidates(): string[] {
  const named = process.env['ALCOVE_CHROMIUM'];
  if (named !== undefined && named !== '') return [named];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = folders.flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  return [...onPath, ...APPLICATIONS, chromium.executablePath()];
}

/** A file by the right name may still be a stub that asks for another installer: only a browser that starts counts. */
async function starts(executablePath: string): Promise<boolean> {
  try {
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS], timeout: 60_000 });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

async function installed(): Promise<string | undefined> {
  for (const path of candidates()) if (existsSync(path) && (await starts(path))) return path;
  return undefined;
}

function installByApt(): void {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  // Not every release has the shell.
  for (const name of [SHELL, 'chromium']) {
    const args = ['install', '-y', '-qq', '--no-install-recommends', name];
    if (spawnSync('apt-get', args, { stdio: 'inherit' }).status === 0) return;
  }
}

/** The path of a Chromium that starts. Throws when none can be had. */
export async function ensureChromium(): Promise<string> {
  const present = await installed();
  if (present !== undefined) return present;
  console.error('alcove: no Chromium found, asking the system for one');
  installByApt();
  const fetched = await installed();
  if (fetched !== undefined) return fetched;
  throw new Error('no Chromium: install Chromium or Chrome, or set ALCOVE_CHROMIUM to the path of one');
}
