/** Why the server could not start, in one line for whoever runs it: what is wrong and what puts it right. Owns no exit code. */
import { ConfigError, type ServerConfig } from '../config.ts';
import { FolderInUseError } from '../database/folder-lock.ts';
import { NewerDatabaseError } from '../database/migrations.ts';
import { SecretsDamagedError } from '../database/secrets.ts';
import { primaryCode } from '../database/storage-errors.ts';

const FULL = 'the disk of the data folder is full: free some space and start again';
const NOT_WRITABLE = 'ALCOVE_DATA: the data folder cannot be written';
const DAMAGED =
  'the database in the data folder is damaged: keep it as it is, and start from a backup of the whole folder';

const BY_SYSTEM: Readonly<Record<string, string>> = {
  EADDRNOTAVAIL: 'ALCOVE_HOST: this machine has no such address',
  ENOTDIR: NOT_WRITABLE,
  EROFS: NOT_WRITABLE,
  ENOSPC: FULL,
  EDQUOT: FULL,
};

/** By SQLite's primary result code. */
const BY_SQLITE: Readonly<Record<number, string>> = {
  8: NOT_WRITABLE, // SQLITE_READONLY
  10: 'the disk of the data folder fails to read or write: look at the disk before anything else', // SQLITE_IOERR
  11: DAMAGED, // SQLITE_CORRUPT
  13: FULL, // SQLITE_FULL
  14: NOT_WRITABLE, // SQLITE_CANTOPEN
  26: DAMAGED, // SQLITE_NOTADB
};

/** Undefined for a bug. `config` is what was loaded, as far as it came. */
export function explain(error: unknown, config: Pick<ServerConfig, 'port'> | undefined): string | undefined {
  if (error instanceof ConfigError || error instanceof NewerDatabaseError) return error.message;
  if (error instanceof FolderInUseError || error instanceof SecretsDamagedError) return error.message;
  if (!(error instanceof Error)) return undefined;
  const sqlite = primaryCode(error);
  if (sqlite !== undefined) return BY_SQLITE[sqlite];
  if (!('code' in error) || typeof error.code !== 'string') return undefined;
  const port = String(config?.port);
  if (error.code === 'EADDRINUSE')
    return `port ${port} is in use (is Alcove running already?): stop it, or set ALCOVE_PORT`;
  if (error.code === 'EACCES')
    return 'syscall' in error && error.syscall === 'listen'
      ? `no permission for port ${port}: set ALCOVE_PORT`
      : NOT_WRITABLE;
  return BY_SYSTEM[error.code];
}
