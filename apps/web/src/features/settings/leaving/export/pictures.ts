/** The pictures of people as files of the copy: each once, by the account it is of. Who has none, or whose cannot be read, has no file. */
import type { ClientApi, PersonView } from '@alcove/client';

/** As MeView and PersonView name a picture: by its version, or null. */
type Pictured = Pick<PersonView, 'account' | 'picture'>;

export interface Pictures {
  /** Resolves when theirs are in the copy. */
  of(people: readonly Pictured[]): Promise<void>;
  /** From the copy's root; null: none. */
  readonly pathOf: (person: Pictured) => string | null;
}

export function collectPictures(read: ClientApi['picture'], add: (path: string, bytes: Uint8Array) => void): Pictures {
  const paths = new Map<Pictured['account'], string | null>();
  return {
    async of(people) {
      for (const { account, picture } of people) {
        if (paths.has(account)) continue;
        const found = picture === null ? null : await read(account);
        const path = found === null ? null : `pictures/${account}.${found.type === 'image/webp' ? 'webp' : 'jpg'}`;
        paths.set(account, path);
        if (found !== null && path !== null) add(path, found.bytes);
      }
    },
    pathOf: ({ account }) => paths.get(account) ?? null,
  };
}
