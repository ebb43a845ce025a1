/** One case of the contract, on a database that starts empty. */
import type { SqlDriver } from '@alcove/store';

export interface Site {
  /** Opens this case's database; a second time only after the first driver was closed. */
  readonly open: () => Promise<SqlDriver>;
}

export interface Case {
  readonly name: string;
  readonly run: (site: Site) => Promise<void>;
}
