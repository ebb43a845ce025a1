/** One check that can be switched off by itself: where it is, what stands there without it, and the test that must miss it. */
export interface Check {
  readonly id: string;
  readonly what: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
  /** A second place of the same file: what is checked twice must go twice. */
  readonly also?: { readonly find: string; readonly put: string };
  readonly test: string;
  /** Part of the test's name, as `vitest -t` takes it: a regular expression. */
  readonly name: string;
}

export const never = (condition: string): { find: string; put: string } => ({
  find: `if (${condition}) `,
  put: `if (false) `,
});

export const ROOMS_TEST = 'tests/system/src/hostile/rooms.test.ts';
export const PEOPLE_TEST = 'tests/system/src/hostile/people.test.ts';
export const MEMBERS_TEST = 'tests/system/src/hostile/members.test.ts';
