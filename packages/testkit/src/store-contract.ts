/**
 * The contract of the client's database: one suite for every driver, in Node and in a browser's worker. It imports no test
 * runner; whoever runs it calls each case on its own and reports what it throws.
 */
import type { SqlDriver } from '@alcove/store';
import type { Case } from './store-contract/case.ts';
import { COMING_BACK_CASES } from './store-contract/coming-back-cases.ts';
import { DRIVER_CASES } from './store-contract/driver-cases.ts';
import { EVENT_CASES } from './store-contract/event-cases.ts';
import { SEARCH_CASES } from './store-contract/search-cases.ts';
import { STORE_CASES } from './store-contract/store-cases.ts';

export interface ContractCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** `makeDriver` opens or creates the database of that name; the suite closes what it opened. */
export function storeContract(makeDriver: (name: string) => Promise<SqlDriver>): ContractCase[] {
  const cases: readonly Case[] = [
    ...DRIVER_CASES,
    ...STORE_CASES,
    ...EVENT_CASES,
    ...SEARCH_CASES,
    ...COMING_BACK_CASES,
  ];
  return cases.map(({ name, run }, at) => ({
    name,
    async run() {
      const drivers: SqlDriver[] = [];
      const open = async (): Promise<SqlDriver> => {
        const driver = await makeDriver(`contract-${String(at)}`);
        drivers.push(driver);
        return driver;
      };
      try {
        await run({ open });
      } finally {
        for (const driver of drivers) await driver.close();
      }
    },
  }));
}
