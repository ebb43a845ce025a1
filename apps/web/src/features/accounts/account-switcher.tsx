/**
 * Whose app this is, and whose it could be: this person's portrait, and what it opens. Beside the list a popover, on narrow screens a
 * sheet from below, where the portrait also leads to the settings.
 */
import { t } from '@alcove/locales';
import type { MeView } from '@alcove/client';
import type { ReactElement } from 'react';
import { PlainButton } from '../../ui/control/plain-button.tsx';
import { useLayout } from '../../ui/layout/use-layout.ts';
import { Popover, PopoverTrigger } from '../../ui/overlay/popover.tsx';
import { Sheet } from '../../ui/overlay/sheet.tsx';
import { Icon, type IconName } from '../../ui/sign/icon.tsx';
import { Portrait } from '../../ui/sign/portrait.tsx';
import { StateMark } from '../../persons/figure.tsx';
import { OwnStatus } from '../../persons/own-status.tsx';
import { ownPerson } from '../../persons/own-person.ts';
import { StatusLine } from '../../persons/status-line.tsx';
import { AccountRows, ServerRows } from './account-rows.tsx';
import { litElsewhere, type AccountsHere } from './who.ts';

const words = t.accounts;

export interface SwitcherProps {
  readonly me: MeView | null;
  readonly here: AccountsHere;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onServer: () => void;
  /** Says how this person is found, in own words. */
  readonly onStatus: () => void;
  readonly onSettings: () => void;
  readonly onSecurity: () => void;
}

/** The portrait. `side`: with the name, at the foot of the list. `bar`: alone, at the top of a phone. */
export function OwnPortrait(props: SwitcherProps & { place: 'side' | 'bar' }): ReactElement | null {
  const { me, place, here } = props;
  const beside = useBeside();
  if (me === null) return null;
  const button = (
    <PlainButton
      className={place === 'side' ? 'own own-side' : 'own'}
      aria-haspopup="dialog"
      aria-expanded={props.isOpen}
      {...(beside ? {} : { onPress: () => props.onOpen(true) })}
    >
      <span className="own-face" aria-hidden="true">
        <Portrait person={ownPerson(me)} size={32} />
        <StateMark state={me.status?.how ?? 'here'} />
        {litElsewhere(here) > 0 ? <span className="lamp" /> : null}
      </span>
      {place === 'side' ? (
        <span className="side-me grow">
          <span className="vh">{words.title}, </span>
          <b className="cut">
            <bdi>{me.displayName}</bdi>
          </b>
          <small className="cut">
            {me.status === null ? <bdi>@{me.username}</bdi> : <StatusLine status={{ ...me.status, until: null }} />}
          </small>
        </span>
      ) : (
        <span className="vh">
          {words.open(me.displayName)}
          {me.status === null ? null : <StatusLine status={{ ...me.status, until: null }} />}
        </span>
      )}
      {litElsewhere(here) > 0 ? <span className="vh">, {t.common.forYou(litElsewhere(here))}</span> : null}
    </PlainButton>
  );
  if (!beside) return button;
  return (
    <PopoverTrigger isOpen={props.isOpen} onOpenChange={props.onOpen}>
      {button}
      <Popover label={words.title} placement="top start">
        {(close) => <Inside {...props} onDone={close} />}
      </Popover>
    </PopoverTrigger>
  );
}

/** The same from below, wherever there is no list for it to stand beside. */
export function SwitcherSheet(props: SwitcherProps): ReactElement | null {
  if (useBeside()) return null;
  const done = (): void => props.onOpen(false);
  const then = (run: () => void) => (): void => {
    done();
    run();
  };
  return (
    <Sheet label={words.title} isOpen={props.isOpen} onClose={done}>
      <Inside {...props} onDone={done}>
        <Act icon="settings" label={t.shell.settings} onPress={then(props.onSettings)} />
        <Act icon="shield" label={t.security.title} onPress={then(props.onSecurity)} />
      </Inside>
    </Sheet>
  );
}

function useBeside(): boolean {
  const layout = useLayout();
  return layout === 'full' || layout === 'covered';
}

function Inside(props: SwitcherProps & { onDone: () => void; children?: ReactElement[] }): ReactElement {
  const { here, me, onDone } = props;
  const { add } = here;
  return (
    <div className="switcher">
      {me === null ? null : (
        <OwnStatus
          me={me}
          onWords={() => {
            onDone();
            props.onStatus();
          }}
        />
      )}
      <AccountRows here={here} onDone={onDone} />
      <ServerRows />
      <div className="switcher-acts">
        {add === null ? (
          <p className="accounts-note">{words.full}</p>
        ) : (
          <Act
            icon="user-plus"
            label={words.add}
            onPress={() => {
              onDone();
              add();
            }}
          />
        )}
        <Act
          icon="plus"
          label={words.server}
          onPress={() => {
            onDone();
            props.onServer();
          }}
        />
        {props.children}
      </div>
    </div>
  );
}

function Act(props: { icon: IconName; label: string; onPress: () => void }): ReactElement {
  return (
    <PlainButton className="account account-act" onPress={props.onPress}>
      <Icon name={props.icon} />
      <span className="grow">{props.label}</span>
    </PlainButton>
  );
}
