/** Gives every portrait below the pictures of this account’s client. */
import { useClient } from '@alcove/react';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { PictureContext, type PictureSource } from '../ui/sign/picture-source.ts';
import { createPictureStore } from './picture-store.ts';

export function PictureProvider({ children }: { children: ReactNode }): ReactElement {
  const client = useClient();
  const [source, setSource] = useState<PictureSource | null>(null);
  useEffect(() => {
    const store = createPictureStore(client);
    setSource(store);
    return () => store.close();
  }, [client]);
  return source === null ? <>{children}</> : <PictureContext value={source}>{children}</PictureContext>;
}
