/** What a person chooses for all their devices: how it looks, in which language, what it tells them, and what others are told. */
import type { Settings, SettingsView } from '@alcove/client';
import { ABOUT_LANGUAGES, isLanguage, LANGUAGES, t } from '@alcove/locales';
import { useClient, useCommand, useTopic } from '@alcove/react';
import type { ReactElement, ReactNode } from 'react';
import { OneOf } from '../../ui/control/one-of.tsx';
import { Switch } from '../../ui/control/switch.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Notice } from '../../ui/sign/notice.tsx';
import { AS_BROWSER, chooseHere, useIsLanguageMissing } from '../../words/language.ts';
import { clock } from '../../words/times.ts';
import { Choice } from './choice.tsx';
import { NoticesSection } from './notices-section.tsx';
import { Section } from './section.tsx';

const words = t.settings;

const THEMES = ['system', 'light', 'dark'] as const;
const SIZES = ['normal', 'large', 'larger'] as const;
const HOURS = ['language', '12', '24'] as const;
const ENTERS = ['send', 'line'] as const;

interface Choosing {
  readonly settings: SettingsView;
  readonly choose: (change: Partial<Settings>) => void;
  readonly failure: ReactNode;
}

export function ChoicesSections(): ReactElement | null {
  const client = useClient();
  const settings = useTopic('settings');
  const change = useCommand((next: Partial<Settings>) => client.changeSettings(next));
  if (settings === null) return null;
  const choosing: Choosing = {
    settings,
    choose: (next) => void change.run(next),
    failure: change.failure === null ? null : <Notice tone="brick">{failureText(change.failure)}</Notice>,
  };
  return (
    <>
      <Appearance {...choosing} />
      <NoticesSection {...choosing} />
      <Privacy {...choosing} />
    </>
  );
}

function Appearance({ settings, choose, failure }: Choosing): ReactElement {
  const isMissing = useIsLanguageMissing();
  return (
    <Section id="appearance" title={words.sections.appearance} lead={words.appearanceLead}>
      <Choice title={words.theme} hint={words.themeHint}>
        <OneOf
          named={words.theme}
          value={settings.theme}
          options={THEMES.map((id) => ({ id, label: words.themes[id] }))}
          onChange={(theme) => choose({ theme })}
        />
      </Choice>
      <Choice title={words.textSize}>
        <OneOf
          named={words.textSize}
          value={settings.textSize}
          options={SIZES.map((id) => ({ id, label: words.textSizes[id] }))}
          onChange={(textSize) => choose({ textSize })}
        />
      </Choice>
      <Choice title={words.language} hint={words.languageHint}>
        <OneOf
          named={words.language}
          value={isLanguage(settings.language) ? settings.language : AS_BROWSER}
          options={[
            { id: AS_BROWSER, label: words.languageBrowser },
            ...LANGUAGES.map((id) => ({ id, label: ABOUT_LANGUAGES[id].name, lang: id })),
          ]}
          onChange={(language) => {
            // What somebody chose at the door is over.
            chooseHere(null);
            choose({ language });
          }}
        />
        {isMissing ? <Notice tone="lamp">{words.languageMissing}</Notice> : null}
      </Choice>
      <Hours settings={settings} choose={choose} />
      <Choice title={words.enter} hint={words.enterHint[settings.enter]}>
        <OneOf
          named={words.enter}
          value={settings.enter}
          options={ENTERS.map((id) => ({ id, label: words.enters[id] }))}
          onChange={(enter) => choose({ enter })}
        />
      </Choice>
      {failure}
      <p className="set-note" role="status">
        {settings.waits ? words.choiceWaits : ''}
      </p>
    </Section>
  );
}

/** An evening's hour shows what was chosen. */
const EXAMPLE = new Date(2026, 0, 1, 20, 5).getTime();

function Hours({ settings, choose }: Pick<Choosing, 'settings' | 'choose'>): ReactElement {
  return (
    <Choice title={words.hours} hint={words.hoursHint(clock(EXAMPLE))}>
      <OneOf
        named={words.hours}
        value={settings.hours}
        options={HOURS.map((id) => ({ id, label: words.hoursOf[id] }))}
        onChange={(hours) => choose({ hours })}
      />
    </Choice>
  );
}

function Privacy({ settings, choose }: Choosing): ReactElement {
  return (
    <Section id="privacy" title={words.sections.privacy} lead={words.privacyLead}>
      <Switch
        label={words.receipts}
        hint={settings.receipts ? words.receiptsOn : words.receiptsOff}
        isOn={settings.receipts}
        onChange={(receipts) => choose({ receipts })}
      />
      <Switch
        label={words.typing}
        hint={settings.typing ? words.typingOn : words.typingOff}
        isOn={settings.typing}
        onChange={(typing) => choose({ typing })}
      />
      <Switch
        label={words.presence}
        hint={settings.presence ? words.presenceOn : words.presenceOff}
        isOn={settings.presence}
        onChange={(presence) => choose({ presence })}
      />
    </Section>
  );
}
