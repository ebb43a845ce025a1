/** The way to the other accounts from a screen without a list: signing up, logging in, a device that waits. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { PlainButton } from '../../ui/control/plain-button.tsx';
import { Badge } from '../../ui/sign/badge.tsx';
import { Face } from './account-rows.tsx';
import { nameOf, othersOf, type AccountsHere } from './who.ts';
import './accounts.css';

const words = t.accounts;

export function AlsoHere({ here }: { here: AccountsHere }): ReactElement | null {
  const others = othersOf(here);
  if (others.length === 0) return null;
  const comesAnew = here.accounts.some(({ slot, state }) => slot === here.shown && state === 'new');
  return (
    <nav className="also" aria-label={words.also}>
      <p aria-hidden="true">{words.also}</p>
      <ul>
        {others.map((account) => (
          <li key={account.slot}>
            <PlainButton className="also-one" onPress={() => here.show(account.slot)}>
              <Face account={account} size={28} />
              <span className="cut">
                <bdi>{nameOf(account)}</bdi>
              </span>
              <Badge count={account.lit} lit />
            </PlainButton>
          </li>
        ))}
      </ul>
      {comesAnew ? <p className="accounts-note">{words.linked}</p> : null}
    </nav>
  );
}
