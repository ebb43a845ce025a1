/** The settings, one page: you, appearance, privacy, recovery code, keys, about, and the way out. */
import type { AppView, MeView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { PlainButton } from '../../ui/control/plain-button.tsx';
import { HeadLead, NoticePlace } from '../../ui/layout/slots.tsx';
import { Icon } from '../../ui/sign/icon.tsx';
import { EmailSection } from './access/email-section.tsx';
import { HappenedSection } from './access/happened-section.tsx';
import { PasskeySection } from './access/passkey-section.tsx';
import { SecondFactorSection } from './access/second-factor-section.tsx';
import { PasswordSection } from './access/password-section.tsx';
import { ChoicesSections } from './choices-section.tsx';
import { HistorySection } from './history-section.tsx';
import { LeaveSection } from './leaving/leave-section.tsx';
import { LockSection } from './lock/lock-section.tsx';
import { PeopleSection } from './people/people-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { Section } from './section.tsx';
import type { SectionId } from './sections.ts';
import { YouSection } from './you/you-section.tsx';
import './settings.css';

const words = t.settings;

export function Settings(props: {
  app: AppView;
  me: MeView;
  link: string;
  onKeepRecovery: () => void;
  onKeys: () => void;
  onLock: () => void;
  onSecurity: () => void;
  /** Where the page opens; null: at the top. */
  section: SectionId | null;
  /** The account's devices, which live beside the settings. */
  devices: ReactNode;
}): ReactElement {
  const { app, me, section } = props;
  useEffect(() => {
    if (section !== null) document.getElementById(`set-${section}`)?.scrollIntoView({ block: 'start' });
  }, [section]);
  return (
    <div className="recess shell-recess">
      <header className="head">
        <HeadLead />
        <h1 className="grow">{words.title}</h1>
      </header>
      <div className="set-scroll">
        <div className="set">
          <PlainButton className="set-door" onPress={props.onSecurity}>
            <span className="crest crest-40" aria-hidden="true">
              <Icon name="shield" />
            </span>
            <span className="grow">
              <b>{t.security.title}</b>
              <small>{words.securityLead}</small>
            </span>
            <Icon name="chevron-end" size={16} />
          </PlainButton>
          <YouSection me={me} link={props.link} />
          <ChoicesSections />
          {props.devices}
          <PeopleSection />
          <PasswordSection me={me} password={app.password} />
          <PasskeySection cardKept={app.recovery !== 'put-off'} onKeepCard={props.onKeepRecovery} />
          <SecondFactorSection />
          <LockSection me={me} lock={app.lock} onLock={props.onLock} />
          <EmailSection mails={app.serverMails} />
          <RecoverySection state={app.recovery} checkedAt={app.recoveryCheck.lastAt} onKeep={props.onKeepRecovery} />
          <HistorySection app={app} />
          <HappenedSection device={me.device} />
          <Section id="keys" title={words.sections.keys} lead={words.keysLead}>
            <div>
              <Button icon="keyboard" onPress={props.onKeys}>
                {words.keysShow}
              </Button>
            </div>
          </Section>
          <About serverName={app.serverName} />
          <LeaveSection app={app} onKeepRecovery={props.onKeepRecovery} />
        </div>
      </div>
      <NoticePlace />
    </div>
  );
}

function About({ serverName }: { serverName: string }): ReactElement {
  return (
    <Section id="about" title={words.sections.about} lead={words.aboutLead}>
      <p className="set-lead">{words.aboutNot}</p>
      <p className="set-lead">{words.aboutFree}</p>
      {serverName === '' ? null : (
        <dl className="set-facts">
          <dt>{words.server}</dt>
          <dd>{serverName}</dd>
        </dl>
      )}
    </Section>
  );
}
