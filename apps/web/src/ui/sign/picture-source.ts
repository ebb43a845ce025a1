/** Where portraits get the pictures of people from: an address that can be drawn, or nothing yet. The app fills it. */
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';

export interface Pictured {
  readonly account?: string;
  /** Which of their pictures; null: none. */
  readonly picture?: number | null;
}

export interface PictureSource {
  /** Begins to fetch what is not here. */
  want(account: string, picture: number): void;
  /** The newest that is here; null: none. */
  get(account: string): string | null;
  subscribe(changed: () => void): () => void;
}

const NONE: PictureSource = { want: () => undefined, get: () => null, subscribe: () => () => undefined };
export const PictureContext = createContext(NONE);

export function usePicture({ account, picture }: Pictured): string | null {
  const source = useContext(PictureContext);
  useEffect(() => {
    if (account !== undefined && picture != null) source.want(account, picture);
  }, [source, account, picture]);
  const read = (): string | null => (account === undefined || picture == null ? null : source.get(account));
  return useSyncExternalStore(source.subscribe, read, read);
}
