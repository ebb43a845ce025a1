import { expect, test } from 'vitest';
import { ACCOUNT_SLOTS, SLOT_HEADER } from '@alcove/protocol';
import { openHouse, type House, type Person } from '../testing/house.ts';

/** One browser: whatever cookie a reply sets is sent with everything that follows. */
class Browser {
  readonly jar = new Map<string, string>();
  readonly house: House;

  constructor(house: House) {
    this.house = house;
  }

  async logIn(person: Person, slot: Record<string, string>): Promise<void> {
    const begun = await person.startLogin(person.password);
    if (!begun.ok) throw new Error('no start');
    const request = { loginId: begun.loginId, finishLoginRequest: begun.finishLoginRequest ?? '' };
    const reply = await this.call('loginFinish', request, slot);
    if (!reply.ok) throw new Error(`no login: ${reply.error.code}`);
  }

  async call<N extends 'loginFinish' | 'accessToken' | 'logout'>(
    name: N,
    request: Parameters<House['call']>[1],
    headers: Record<string, string> = {},
  ) {
    const cookie = [...this.jar].map(([key, value]) => `${key}=${value}`).join('; ');
    const reply = await this.house.call(name, request as never, {
      'sec-fetch-site': 'same-origin',
      ...(cookie === '' ? {} : { cookie }),
      ...headers,
    });
    for (const set of reply.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*);/.exec(set) ?? [];
      if (set.includes('Max-Age=0;')) this.jar.delete(key);
      else this.jar.set(key, value);
    }
    return reply;
  }

  /** Whose the slot's session is. */
  async accountIn(slot: Record<string, string>): Promise<string | undefined> {
    const reply = await this.call('accessToken', {}, slot);
    if (!reply.ok) return reply.error.code;
    const payload = (reply.value as { token: string }).token.split('.')[1] ?? '';
    return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string }).sub;
  }
}

const slot = (n: number): Record<string, string> => ({ [SLOT_HEADER]: String(n) });

test('each slot has a cookie of its own, and a request is the account of the slot it names', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const browser = new Browser(house);
  await browser.logIn(ana, {});
  await browser.logIn(ben, slot(2));
  expect([...browser.jar.keys()]).toEqual(['__Host-alcove', '__Host-alcove-2']);
  expect(new Set(browser.jar.values()).size).toBe(2);
  expect(await browser.accountIn({})).toBe(ana.account);
  expect(await browser.accountIn(slot(1))).toBe(ana.account);
  expect(await browser.accountIn(slot(2))).toBe(ben.account);
  // A slot where nobody is: neither of the two answers for it.
  for (const empty of ACCOUNT_SLOTS.slice(2)) expect(await browser.accountIn(slot(empty))).toBe('unauthorized');
});

test('logging out ends the session of the slot it names, and clears that cookie alone', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const browser = new Browser(house);
  await browser.logIn(ana, slot(1));
  await browser.logIn(ben, slot(2));
  const out = await browser.call('logout', {}, slot(2));
  expect(out).toMatchObject({ ok: true });
  // It would take what the browser keeps for the other account, and this one's own sealed messages.
  expect(out.headers.get('clear-site-data')).toBeNull();
  expect([...browser.jar.keys()]).toEqual(['__Host-alcove']);
  expect(await browser.accountIn(slot(2))).toBe('unauthorized');
  expect(await browser.accountIn(slot(1))).toBe(ana.account);
});

test('what names no slot is refused before anything is done, and a slot opens no door to another site', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const browser = new Browser(house);
  await browser.logIn(ana, slot(2));
  for (const odd of ['0', '6', '02', '-1', '2.0', 'main', '2, 3', ''])
    expect(await browser.accountIn({ [SLOT_HEADER]: odd })).toBe('malformed');
  expect(await browser.call('logout', {}, { ...slot(2), 'sec-fetch-site': 'cross-site' })).toMatchObject({
    status: 403,
  });
  expect(await browser.call('accessToken', {}, { ...slot(2), 'x-alcove': '' })).toMatchObject({ status: 403 });
  expect(await browser.accountIn(slot(2))).toBe(ana.account);
});
