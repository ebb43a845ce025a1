/**
 * The worker's side of the bridge: serves the accounts' clients to the page over messages, each by its slot. A message that does not fit is
 * reported and dropped; a command that throws is reported here and answered `threw`, so that nothing in the page waits for ever.
 */
import type { ClientApi, TimelineView } from '@alcove/client';
import type { AccountSlot } from '@alcove/protocol';
import { thin } from './bridge/delta.ts';
import { ToWorker, type MessageEnd, type ToPage } from './bridge/messages.ts';
import type { AccountsView } from './seat/accounts-view.ts';

export type Report = (fault: { readonly where: string; readonly error: unknown }) => void;

export interface HostedAccounts {
  client(slot: AccountSlot): { readonly api: ClientApi };
  subscribe(listener: (view: AccountsView) => void): () => void;
  show(slot: AccountSlot): Promise<void>;
}

export function hostAccounts(accounts: HostedAccounts, end: MessageEnd, report: Report): void {
  const stops = new Map<number, () => void>();
  const answer = (message: ToPage): void => end.postMessage(message);

  end.onmessage = ({ data }) => {
    const parsed = ToWorker.safeParse(data);
    if (!parsed.success) {
      report({ where: 'bridge', error: parsed.error });
      return;
    }
    const asked = parsed.data;
    switch (asked.t) {
      case 'show':
        accounts.show(asked.slot).catch((error: unknown) => report({ where: 'show', error }));
        return;
      case 'call':
        void run(accounts.client(asked.slot).api, asked, report).then(answer);
        return;
      case 'subscribe':
        stops.get(asked.n)?.();
        stops.set(asked.n, follow(accounts.client(asked.slot).api, asked, answer));
        return;
      case 'accounts':
        stops.get(asked.n)?.();
        stops.set(
          asked.n,
          accounts.subscribe((value) => answer({ t: 'value', n: asked.n, value })),
        );
        return;
      case 'unsubscribe':
        stops.get(asked.n)?.();
        stops.delete(asked.n);
        return;
    }
  };
}

type Asked<T extends ToWorker['t']> = Extract<ToWorker, { t: T }>;

async function run(api: ClientApi, { n, method, args }: Asked<'call'>, report: Report): Promise<ToPage> {
  try {
    // The page's proxy is typed by the same interface, so arguments and method belong together.
    const command = api[method].bind(api) as (...given: readonly unknown[]) => unknown;
    return { t: 'done', n, value: await command(...args) };
  } catch (error) {
    report({ where: method, error });
    return { t: 'threw', n };
  }
}

function follow(api: ClientApi, { n, topic, key }: Asked<'subscribe'>, answer: (message: ToPage) => void): () => void {
  if (topic !== 'timeline') return api.subscribe(topic, key, (value) => answer({ t: 'value', n, value }));
  let before: TimelineView | null = null;
  return api.subscribe(topic, key, (view) => {
    answer({ t: 'value', n, value: thin(view, before) });
    before = view;
  });
}
