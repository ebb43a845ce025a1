/**
 * The pictures that are shown, as addresses of this page’s own memory: fetched from the client when somebody is first drawn, replaced when
 * theirs changed. What is fetched was looked at by the client: small, still, of one of two formats.
 */
import type { ClientApi, PersonView } from '@alcove/client';
import type { PictureSource } from '../ui/sign/picture-source.ts';

interface Held {
  /** Asked for last. */
  picture: number;
  url: string | null;
}

export function createPictureStore(client: Pick<ClientApi, 'picture'>): PictureSource & { close(): void } {
  const held = new Map<string, Held>();
  const listeners = new Set<() => void>();
  let open = true;

  async function fetchFor(account: string, mine: Held): Promise<void> {
    const { picture } = mine;
    // Portraits name accounts by what the client called them.
    const found = await client.picture(account as PersonView['account']);
    if (!open || mine.picture !== picture) return;
    const before = mine.url;
    mine.url = found === null ? null : URL.createObjectURL(new Blob([found.bytes], { type: found.type }));
    for (const changed of listeners) changed();
    if (before !== null) URL.revokeObjectURL(before);
  }

  return {
    want(account, picture) {
      const mine = held.get(account) ?? { picture: 0, url: null };
      held.set(account, mine);
      if (mine.picture === picture) return;
      mine.picture = picture;
      fetchFor(account, mine).catch((error: unknown) => globalThis.reportError(error));
    },
    get: (account) => held.get(account)?.url ?? null,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    close() {
      open = false;
      for (const { url } of held.values()) if (url !== null) URL.revokeObjectURL(url);
    },
  };
}
