/** What people are called. Names are readable, so they are sealed. */
import { AccountId, bytesSchema, Username } from '@alcove/protocol';
import { z } from 'zod';
import { StoreError, type SqlStatement } from '../driver.ts';
import { openText, readRows, sealText, type Shelf } from '../rows.ts';

const Names = z.object({ username: Username, displayName: z.string() });
export interface PersonRow extends z.infer<typeof Names> {
  readonly account: AccountId;
}

const Row = z.object({ account: AccountId, sealed: bytesSchema });
const place = (account: AccountId): string => `people/${account}`;

export class People {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  async all(): Promise<PersonRow[]> {
    const rows = await readRows(this.#shelf.driver, 'people', Row, 'SELECT account, sealed FROM people');
    return rows.map(({ account, sealed }) => {
      const names = Names.safeParse(JSON.parse(openText(this.#shelf, place(account), sealed)));
      if (!names.success) throw new StoreError('lost', 'people: a row has the wrong shape');
      return { account, ...names.data };
    });
  }
  put({ account, username, displayName }: PersonRow): SqlStatement[] {
    const sealed = sealText(this.#shelf, place(account), JSON.stringify({ username, displayName }));
    return [['INSERT INTO people VALUES (?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed', [account, sealed]]];
  }
}
