/** Hands the one ClientApi of this page to every component below. */
import type { ClientApi } from '@alcove/client';
import { createContext, createElement, useContext, type ReactElement, type ReactNode } from 'react';

const ClientContext = createContext<ClientApi | null>(null);

export function ClientProvider({ client, children }: { client: ClientApi; children: ReactNode }): ReactElement {
  return createElement(ClientContext, { value: client }, children);
}

export function useClient(): ClientApi {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('no ClientProvider above this component');
  return client;
}
