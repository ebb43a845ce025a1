/** The languages there are, each in its own words, where nobody is in whose settings would say one. */
import { ABOUT_LANGUAGES, LANGUAGES, t, type Language } from '@alcove/locales';
import type { ReactElement } from 'react';
import { PlainButton } from '../../../ui/control/plain-button.tsx';
import { useInUse } from '../../../words/language.ts';
import './frame.css';

export function DoorLanguage({ onChoose }: { onChoose: (language: Language) => void }): ReactElement {
  const now = useInUse().language;
  return (
    <nav className="tongues" aria-label={t.settings.language}>
      <ul>
        {LANGUAGES.map((language) => (
          <li key={language} lang={language}>
            <PlainButton
              className="tongue"
              onPress={() => onChoose(language)}
              {...(language === now ? { 'aria-current': 'true' as const } : {})}
            >
              {ABOUT_LANGUAGES[language].name}
            </PlainButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
