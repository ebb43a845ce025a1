/**
 * What a host can set: defaults, then `alcove.config.json`, then the environment. Every value is checked before anything starts; a bad one
 * is a ConfigError whose message is the one line a person needs. `.env.example` lists the names.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { LimitOverrides, LimitPreset } from './limits/limits.ts';
import { LOG_LEVELS } from './logging/log.ts';

const origin = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}, 'must be an origin such as https://chat.example.org, without a path');

const MailConfig = z
  .strictObject({
    smtpUrl: z
      .string()
      .refine(
        (text) => /^smtps?:\/\/[^/]/.test(text) && URL.canParse(text),
        'must be smtp://user:password@host:587, or smtps:// for TLS from the start',
      )
      .nullable()
      .default(null),
    from: z
      .string()
      .refine(
        (text) => /^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text),
        'must be an address, or Name <address>',
      )
      .nullable()
      .default(null),
  })
  .refine(({ smtpUrl, from }) => smtpUrl === null || from !== null, {
    message: 'mail.from must be set too (ALCOVE_MAIL_FROM): whom letters come from',
  });

const HEARTBEAT = 'must be a whole number of milliseconds, 50 to 600000';

export const ServerConfig = z.strictObject({
  host: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  port: z.int('must be a whole number').min(0, 'must be 0 to 65535').max(65_535, 'must be 0 to 65535').default(4400),
  /** Database and secrets: the one folder to back up. */
  dataFolder: z.string().min(1, 'must not be empty').default('./data'),
  /** The built web app; null serves none. */
  webRoot: z
    .string()
    .min(1)
    .nullable()
    .default(() => {
      const built = fileURLToPath(new URL('../../web/dist', import.meta.url));
      return existsSync(built) ? built : null;
    }),
  /** Where browsers reach this server, when that is not http://localhost:<port>. */
  origins: z.array(origin).max(16).default([]),
  name: z.string().min(1).max(80, 'must be at most 80 characters').default('Alcove'),
  registration: z.enum(['open', 'closed'], 'must be open or closed').default('open'),
  logLevel: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  /** Addresses or CIDR blocks of reverse proxies whose X-Forwarded-For is believed. */
  trustedProxies: z
    .array(z.string().refine((text) => isIP(text.split('/')[0] ?? '') !== 0, 'must be addresses or CIDR blocks'))
    .max(64)
    .default([]),
  limits: z
    .strictObject({ preset: LimitPreset.default('personal'), overrides: LimitOverrides.default({}) })
    .default({ preset: 'personal', overrides: {} }),
  /** Letters: without both, the server sends none. */
  mail: MailConfig.default({ smtpUrl: null, from: null }),
  /** What one account may take on this server's disk, by name. */
  quotas: z
    .strictObject({ 'archive.bytes': z.int().positive('must be a positive number of bytes').default(2_147_483_648) })
    .default({ 'archive.bytes': 2_147_483_648 }),
  heartbeatMs: z.int(HEARTBEAT).min(50, HEARTBEAT).max(600_000, HEARTBEAT).default(30_000),
});
export type ServerConfig = z.output<typeof ServerConfig>;
export type ServerConfigInput = z.input<typeof ServerConfig>;

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A number stays text when it is none, so that the schema says what is wrong with it. */
const numeric = (text: string): number | string => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

/** Environment name → path in the configuration, and how its text is read. */
const ENVIRONMENT: Readonly<Record<string, readonly [path: readonly string[], read: (text: string) => unknown]>> = {
  ALCOVE_HOST: [['host'], String],
  ALCOVE_PORT: [['port'], numeric],
  ALCOVE_DATA: [['dataFolder'], String],
  ALCOVE_WEB_ROOT: [['webRoot'], String],
  ALCOVE_ORIGIN: [['origins'], list],
  ALCOVE_NAME: [['name'], String],
  ALCOVE_REGISTRATION: [['registration'], String],
  ALCOVE_LOG_LEVEL: [['logLevel'], String],
  ALCOVE_TRUSTED_PROXIES: [['trustedProxies'], list],
  ALCOVE_LIMITS: [['limits', 'preset'], String],
  ALCOVE_SMTP_URL: [['mail', 'smtpUrl'], String],
  ALCOVE_MAIL_FROM: [['mail', 'from'], String],
  ALCOVE_HEARTBEAT_MS: [['heartbeatMs'], numeric],
};

const Tree = z.record(z.string(), z.unknown());
type Tree = z.infer<typeof Tree>;

export function loadConfig(environment: NodeJS.ProcessEnv, folder: string): ServerConfig {
  const file = environment['ALCOVE_CONFIG'] ?? 'alcove.config.json';
  const path = resolve(folder, file);
  const raw = readConfigFile(path, environment['ALCOVE_CONFIG'] !== undefined);
  const named = new Map<string, string>();
  for (const [name, [at, read]] of Object.entries(ENVIRONMENT)) {
    const text = environment[name];
    if (text === undefined || text === '') continue;
    setAt(raw, at, read(text));
    named.set(at.join('.'), name);
  }
  const parsed = ServerConfig.safeParse(raw);
  if (!parsed.success) throw new ConfigError(explain(parsed.error, named, file));
  const { dataFolder, webRoot } = parsed.data;
  return {
    ...parsed.data,
    dataFolder: resolve(folder, dataFolder),
    webRoot: webRoot === null ? null : resolve(folder, webRoot),
  };
}

function readConfigFile(path: string, demanded: boolean): Tree {
  if (!existsSync(path)) {
    if (demanded) throw new ConfigError(`ALCOVE_CONFIG: there is no file ${path}`);
    return {};
  }
  try {
    return Tree.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new ConfigError(`${path}: is not a JSON object`);
  }
}

function setAt(tree: Tree, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const below = Tree.safeParse(tree[first]);
  const branch: Tree = below.success ? { ...below.data } : {};
  tree[first] = branch;
  setAt(branch, rest, value);
}

/** One line: which setting, under the name the person used, and why. */
function explain(error: z.ZodError, named: ReadonlyMap<string, string>, file: string): string {
  const [issue] = error.issues;
  if (issue === undefined) return `${file}: is not valid`;
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return `${file}: ${[...path, issue.keys[0] ?? ''].join('.')}: there is no such setting`;
  }
  for (let length = path.length; length > 0; length--) {
    const name = named.get(path.slice(0, length).join('.'));
    if (name !== undefined) return `${name}: ${issue.message}`;
  }
  return `${file}: ${path.join('.')}: ${issue.message}`;
}
