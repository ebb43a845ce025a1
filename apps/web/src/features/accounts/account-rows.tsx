/** The list of the switcher: the accounts of this server, and the places on others. */
import { t } from '@alcove/locales';
import type { AccountView } from '@alcove/platform-web';
import type { ReactElement } from 'react';
import { IconButton } from '../../ui/control/icon-button.tsx';
import { PlainButton } from '../../ui/control/plain-button.tsx';
import { Badge } from '../../ui/sign/badge.tsx';
import { Icon } from '../../ui/sign/icon.tsx';
import { Portrait } from '../../ui/sign/portrait.tsx';
import { Crest } from '../../ui/sign/small.tsx';
import { spoken } from '../../words/spoken.ts';
import { takeServerOff, useServers } from './servers.ts';
import { addressOf, nameOf, type AccountsHere } from './who.ts';
import './accounts.css';

const words = t.accounts;

export function AccountRows({ here, onDone }: { here: AccountsHere; onDone: () => void }): ReactElement {
  return (
    <ul className="accounts" aria-label={words.title}>
      {here.accounts.map((account) => (
        <li key={account.slot}>
          <AccountRow
            account={account}
            isShown={account.slot === here.shown}
            onPress={() => {
              onDone();
              here.show(account.slot);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

function AccountRow(props: { account: AccountView; isShown: boolean; onPress: () => void }): ReactElement {
  const { account, isShown } = props;
  const { state } = account;
  const address = addressOf(account);
  const atWork = state === 'in';
  return (
    <PlainButton
      className={isShown ? 'account account-shown' : 'account'}
      {...(isShown ? { 'aria-current': 'true' as const } : {})}
      onPress={props.onPress}
    >
      <Face account={account} />
      <span className="account-who">
        <b className="cut">
          <bdi>{nameOf(account)}</bdi>
        </b>
        {address === null ? null : (
          <small className="cut">
            <bdi dir="ltr">{address}</bdi>
          </small>
        )}
        {atWork || (state === 'new' && isShown) ? null : (
          <small className={state === 'ended' || state === 'removed' ? 'account-asks' : ''}>
            {words.states[state]}
          </small>
        )}
      </span>
      {isShown ? (
        <span className="account-here">
          <Icon name="check" />
          <span className="vh">, {words.here}</span>
        </span>
      ) : (
        <Badge count={account.lit > 0 ? account.lit : account.unread} lit={account.lit > 0} />
      )}
    </PlainButton>
  );
}

/** Without a client that runs, nobody's colour is known: then the arch. */
export function Face({ account, size = 36 }: { account: AccountView; size?: 28 | 36 }): ReactElement {
  const { me } = account;
  return me === null ? (
    <span className={`face face-${String(size)} face-nobody`} aria-hidden="true">
      <Icon name="person" size={size === 28 ? 16 : 20} />
    </span>
  ) : (
    <Portrait person={{ name: me.displayName, hue: me.hue }} size={size} />
  );
}

export function ServerRows(): ReactElement | null {
  const origins = useServers();
  if (origins.length === 0) return null;
  return (
    <section className="servers">
      <h3 id="servers-title">{words.servers}</h3>
      <ul className="accounts" aria-labelledby="servers-title">
        {origins.map((origin) => (
          <li key={origin} className="server">
            <a className="account" href={origin} target="_blank" rel="noopener noreferrer">
              <Crest icon="alcove" />
              <span className="account-who">
                <b className="cut">
                  <bdi dir="ltr">{hostOf(origin)}</bdi>
                </b>
              </span>
              <Icon name="outside" size={16} />
              <span className="vh">, {words.newTab}</span>
            </a>
            <IconButton
              icon="close"
              label={spoken(words.takeOff(hostOf(origin)))}
              onPress={() => takeServerOff(origin)}
            />
          </li>
        ))}
      </ul>
      <p className="accounts-note">{words.serversMore}</p>
    </section>
  );
}

function hostOf(origin: string): string {
  return new URL(origin).host;
}
