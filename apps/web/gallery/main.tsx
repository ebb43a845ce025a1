/**
 * The gallery: the whole app over a client in memory, put into any state of states.ts. By the address for a look or a picture
 * (gallery.html?state=recovery&theme=dark&dir=rtl); by `gallery.show` one after another in the same page, which is how
 * tests/system/e2e/gallery.spec.ts goes through all of them. Built only with ALCOVE_GALLERY=1, into dist-gallery.
 */
import '@alcove/platform-web/no-eval';
import '../src/ui/styles/index.css';
import type { Accounts } from '@alcove/platform-web';
import { isLanguage } from '@alcove/locales';
import { AccountSlot, FIRST_SLOT } from '@alcove/protocol';
import { StrictMode, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { AccountsRoot } from '../src/app/accounts/accounts-root.tsx';
import { App } from '../src/app/app.tsx';
import { AS_BROWSER, chooseHere, followLanguage, speakAs, useInUse } from '../src/words/language.ts';
import { dropToasts } from '../src/ui/overlay/toast-store.ts';
import { act } from './acts.ts';
import { createDemoClient, type DemoOptions } from './demo-client.ts';
import { appears, settled } from './pace.ts';
import { Parts } from './parts.tsx';
import type { GalleryState } from './state.ts';
import { STATES } from './states.ts';

const place = document.getElementById('root');
if (place === null) throw new Error('the gallery has no #root');

const query = new URLSearchParams(location.search);
const theme = query.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
// Its own person goes by the browser's language, which the address stands for here.
const speakInTurn = (language: string): Promise<void> => {
  chooseHere(isLanguage(language) ? language : 'en');
  return speakAs(AS_BROWSER);
};
followLanguage();
if (query.get('dir') === 'rtl') document.documentElement.dir = 'rtl';

const CALM: DemoOptions = {
  app: {},
  empty: false,
  quiet: false,
  opening: false,
  requests: false,
  standing: 'calm',
  search: 'complete',
  hours: 'language',
  devices: 'calm',
  refusal: null,
};
/** One account, as if it were the only one of this browser. */
function demoAccounts(client: ReturnType<typeof createDemoClient>): Accounts {
  const free = AccountSlot.parse(FIRST_SLOT + 1);
  const view = { accounts: [], free };
  return {
    client: () => client,
    subscribe(listener) {
      listener(view);
      return () => undefined;
    },
    show: () => undefined,
  };
}

let root = createRoot(place);

/** As the page draws it (src/page.tsx). */
function Shown({ accounts, parts }: { accounts: Accounts; parts: boolean }): ReactElement {
  useInUse();
  return <AccountsRoot accounts={accounts}>{parts ? <Parts /> : <App />}</AccountsRoot>;
}

/** Resolves once the state stands; what one does to get further into it is still to come. */
async function open({ path = '/', options, parts = false }: GalleryState): Promise<void> {
  root.unmount();
  dropToasts();
  history.replaceState(null, '', path);
  root = createRoot(place!);
  root.render(
    <StrictMode>
      <Shown accounts={demoAccounts(createDemoClient({ ...CALM, ...options }))} parts={parts} />
    </StrictMode>,
  );
  await settled();
  if (location.hash === '') return;
  // The page itself would have been opened by the link.
  dispatchEvent(new HashChangeEvent('hashchange'));
  await settled();
}

const gallery = {
  states: Object.entries(STATES).map(([name, { on = 'both', alone = false }]) => ({ name, on, alone })),
  /** `opened` is called before anything is pressed. */
  /** In what is open, without opening it again. */
  async speak(language: string): Promise<void> {
    await speakInTurn(language);
    await settled();
  },
  async show(name: string, opened?: () => void): Promise<void> {
    const state = STATES[name];
    if (state === undefined) throw new Error(`the gallery has no state ${name}`);
    await open(state);
    opened?.();
    await act(state.acts ?? []);
  },
};
declare global {
  var gallery: unknown;
}
globalThis.gallery = gallery;
// What the app fetches when it is first needed is there from the start: a state is complete once nothing changes any more.
await Promise.all([import('../src/app/home.tsx'), import('../src/ui/sign/qr-square.tsx')]);
await speakInTurn(query.get('language') ?? 'en');
// React shows what it had to fetch a while later, the first time: nothing moves meanwhile, and nothing is there.
await open({ path: '/' });
await appears('.row, .item');
document.documentElement.dataset['gallery'] = 'ready';
if (query.get('wait') === null) void gallery.show(query.get('state') ?? 'room');
