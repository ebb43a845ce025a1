import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';
import { temporaryFolder } from './testing/house.ts';

const failing = (environment: Record<string, string>, file?: unknown): string => {
  const folder = temporaryFolder();
  if (file !== undefined)
    writeFileSync(join(folder, 'alcove.config.json'), typeof file === 'string' ? file : JSON.stringify(file));
  try {
    loadConfig(environment, folder);
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const { message } = error as Error;
    expect(message).not.toContain('\n');
    return message.replace(`${folder}/`, '');
  }
};

test('the environment goes before the file, the file before the defaults', () => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'alcove.config.json'),
    JSON.stringify({ port: 5000, name: 'Club', limits: { overrides: { register: { limit: 9, windowSeconds: 60 } } } }),
  );
  const config = loadConfig(
    { ALCOVE_PORT: '6000', ALCOVE_LIMITS: 'public', ALCOVE_ORIGIN: 'https://a.example, https://b.example:8443' },
    folder,
  );
  expect(config).toMatchObject({
    port: 6000,
    name: 'Club',
    host: '127.0.0.1',
    dataFolder: join(folder, 'data'),
    origins: ['https://a.example', 'https://b.example:8443'],
    limits: { preset: 'public', overrides: { register: { limit: 9, windowSeconds: 60, burst: 9 } } },
  });
});

test('each wrong value is named as the person wrote it, with the reason', () => {
  expect(failing({ ALCOVE_PORT: '70000' })).toBe('ALCOVE_PORT: must be 0 to 65535');
  expect(failing({ ALCOVE_PORT: '44.5' })).toBe('ALCOVE_PORT: must be a whole number');
  for (const odd of ['soon', '12.5', '10', '900000'])
    expect(failing({ ALCOVE_HEARTBEAT_MS: odd })).toMatch(
      /^ALCOVE_HEARTBEAT_MS: must be a whole number of milliseconds/,
    );
  expect(failing({ ALCOVE_REGISTRATION: 'maybe' })).toBe('ALCOVE_REGISTRATION: must be open or closed');
  expect(failing({ ALCOVE_ORIGIN: 'chat.example.org' })).toMatch(/^ALCOVE_ORIGIN: must be an origin such as/);
  expect(failing({ ALCOVE_ORIGIN: 'https://chat.example.org/path' })).toMatch(/^ALCOVE_ORIGIN: must be an origin/);
  expect(failing({ ALCOVE_LOG_LEVEL: 'loud' })).toMatch(/^ALCOVE_LOG_LEVEL: must be one of silent/);
  expect(failing({ ALCOVE_LIMITS: 'none' })).toMatch(/^ALCOVE_LIMITS: must be personal, public or off$/);
  expect(failing({ ALCOVE_TRUSTED_PROXIES: 'proxy.local' })).toMatch(/^ALCOVE_TRUSTED_PROXIES: must be/);
  expect(failing({ ALCOVE_NAME: 'x'.repeat(81) })).toBe('ALCOVE_NAME: must be at most 80 characters');
  expect(failing({ ALCOVE_CONFIG: 'gone.json' })).toBe('ALCOVE_CONFIG: there is no file gone.json');
  expect(failing({}, '{')).toBe('alcove.config.json: is not a JSON object');
  expect(failing({}, { prot: 1 })).toBe('alcove.config.json: prot: there is no such setting');
  expect(failing({}, { port: '1' })).toBe('alcove.config.json: port: must be a whole number');
  expect(failing({}, { limits: { overrides: { 'message.sned': {} } } })).toMatch(
    /^alcove\.config\.json: limits\.overrides/,
  );
});

test('.env.example names every setting of the environment, with its default, and examples that are accepted', () => {
  const asked = new Set<string>();
  const folder = temporaryFolder();
  const nothingSet = new Proxy<NodeJS.ProcessEnv>({}, { get: (_, name) => void asked.add(String(name)) });
  const defaults = loadConfig(nothingSet, folder);
  const text = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8');
  const lines = [...text.matchAll(/^(#?)([A-Z_]+)=(.*)$/gm)].map(([, example, name = '', value = '']) => ({
    isExample: example === '#',
    name,
    value,
  }));
  expect(new Set(lines.map(({ name }) => name))).toEqual(asked);
  const set = (some: typeof lines): ReturnType<typeof loadConfig> =>
    loadConfig(Object.fromEntries(some.map(({ name, value }): [string, string] => [name, value])), folder);
  expect(set(lines.filter(({ isExample }) => !isExample))).toEqual(defaults);
  // What has no default stands there as an example. Another configuration file is one that would have to be there.
  expect(set(lines.filter(({ name }) => name !== 'ALCOVE_CONFIG'))).toMatchObject({
    origins: ['https://chat.example.org'],
    trustedProxies: ['127.0.0.1'],
    webRoot: join(folder, 'apps/web/dist'),
    mail: { smtpUrl: 'smtp://user:password@mail.example.org:587', from: 'Alcove <door@example.org>' },
  });
});
