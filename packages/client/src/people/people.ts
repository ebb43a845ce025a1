/** Who people are to this device: names, and the colour that goes with an account. */
import type { AccountId, Username } from '@alcove/protocol';
import type { PersonRow, SqlStatement, Store } from '@alcove/store';
import type { PersonView } from '../api/views.ts';
import type { Abouts } from '../profile/abouts.ts';
import type { Ties } from './ties.ts';

const HUES = 12;

export interface People {
  view(account: AccountId): PersonView;
  username(account: AccountId): Username | null;
  /** They said how they are called; false: nothing is known but their handle, or nothing at all. */
  isNamed(account: AccountId): boolean;
  all(): readonly PersonView[];
  /** Statements and what to call once they are on disk. */
  learn(person: PersonRow): { readonly statements: readonly SqlStatement[]; adopt(): void };
}

/** `isVerified`: whether this person compared with them, and they are who they were then. */
export async function loadPeople(
  store: Store,
  ties: Ties,
  abouts: Abouts,
  isVerified: (account: AccountId) => boolean,
): Promise<People> {
  const known = new Map<AccountId, Named>();
  const pictureOf = (account: AccountId): number | null => {
    const { at, kept } = abouts.picture(account);
    return kept ? at : null;
  };
  const viewed = (named: Named): PersonView => ({
    ...named,
    verified: isVerified(named.account),
    standing: ties.standing(named.account),
    picture: pictureOf(named.account),
    status: abouts.status(named.account),
  });
  for (const row of await store.people.all()) known.set(row.account, viewOf(row));
  return {
    // A member whose list was not fetched yet: the id's first letters are better than nothing.
    view: (account) =>
      viewed(known.get(account) ?? { account, username: UNKNOWN_NAME, name: account.slice(0, 6), hue: hueOf(account) }),
    username: (account) => known.get(account)?.username ?? null,
    isNamed(account) {
      const named = known.get(account);
      return named !== undefined && named.name !== named.username;
    },
    all: () => [...known.values()].map(viewed),
    learn(person) {
      const before = known.get(person.account);
      const next = viewOf(person);
      const same = before?.name === next.name && before.username === next.username;
      return {
        statements: same ? [] : store.people.put(person),
        adopt: () => {
          if (!same) known.set(person.account, next);
        },
      };
    },
  };
}

// Never shown: views show `name`.
const UNKNOWN_NAME = 'unknown' as Username;

type Named = Omit<PersonView, 'verified' | 'standing' | 'picture' | 'status'>;

function viewOf({ account, username, displayName }: PersonRow): Named {
  return { account, username, name: displayName === '' ? username : displayName, hue: hueOf(account) };
}

/** Account ids are random: their first character is as good as a hash. */
export function hueOf(account: AccountId): number {
  let sum = 0;
  for (const character of account) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return (sum % HUES) + 1;
}
