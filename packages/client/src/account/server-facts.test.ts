import { PROTOCOL_VERSION } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { askServer } from './server-facts.ts';

type Calls = Parameters<typeof askServer>[0];

const facts = { serverId: 'server-1', protocol: PROTOCOL_VERSION };
const asked = (said: typeof facts) => {
  const calls = { call: () => Promise.resolve({ kind: 'ok', value: said }) };
  return askServer(calls as unknown as Calls);
};

test('[V07] nobody signs in to a server that speaks another version, older or newer', async () => {
  expect(await asked(facts)).toEqual({ ok: true, facts });
  for (const protocol of [PROTOCOL_VERSION - 1, PROTOCOL_VERSION + 1])
    expect(await asked({ ...facts, protocol })).toEqual({ ok: false, code: 'unsupported-version' });
});
