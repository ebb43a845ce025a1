import { expect, test } from 'vitest';
import { toBase64url } from '@alcove/protocol';
import { openHouse } from '../testing/house.ts';
import { random } from '../testing/signer.ts';

test('the vault comes back as it was put, and is replaced only by whoever saw the version before', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const sealed = toBase64url(random(100));
  const wraps = [{ kind: 'recovery' as const, sealed: toBase64url(random(48)) }];
  const put = (version: number) => ana.call('putVault', { vault: { version, sealed, wraps } });
  expect(await put(1)).toMatchObject({ status: 409, error: { code: 'conflict', details: { version: 1 } } });
  expect(await put(3)).toMatchObject({ error: { code: 'conflict' } });
  const racing = await Promise.all([put(2), put(2), put(2)]);
  expect(racing.filter((r) => r.ok)).toHaveLength(1);
  expect(await ana.call('vault', {})).toMatchObject({ value: { version: 2, sealed, wraps } });
});
