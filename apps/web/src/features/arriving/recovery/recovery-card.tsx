/**
 * The paper card with the twelve words, in the lit arch. Covered, it shows the lines without the words: nothing to read over a
 * shoulder, and nothing to copy from while the two words are asked.
 */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { PlainButton } from '../../../ui/control/plain-button.tsx';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Portrait } from '../../../ui/sign/portrait.tsx';
import { date } from '../../../words/times.ts';
import './card.css';

export interface CardPerson {
  readonly name: string;
  readonly username: string;
  readonly hue: number;
  /** What the server calls itself. */
  readonly server: string;
  /** Where it is: the part after the @ on the card, which may be read years later. */
  readonly host: string;
}

export function RecoveryCard(props: {
  person: CardPerson;
  /** Null while they are fetched; the card keeps its size. */
  words: readonly string[] | null;
  covered: boolean;
  onCopy?: () => void;
}): ReactElement {
  const { person, words, covered, onCopy } = props;
  return (
    <section className="paper" aria-label={t.arriving.card.title}>
      <header>
        <Portrait person={person} size={40} />
        <div className="grow">
          <h2>{t.arriving.card.title}</h2>
          <p className="paper-who">
            <bdi>{person.name}</bdi> · {person.username}@{person.host}
          </p>
        </div>
      </header>
      <ol>
        {Array.from({ length: 12 }, (_, index) => (
          <li key={index}>
            <span className="paper-line" aria-hidden="true">
              {index + 1}
            </span>
            {words === null || covered ? (
              <span className="paper-veil">
                {covered ? <span className="vh">{t.arriving.card.coveredWord}</span> : null}
              </span>
            ) : (
              <span translate="no">{words[index]}</span>
            )}
          </li>
        ))}
      </ol>
      <footer>
        <span>{covered ? t.arriving.card.covered : t.arriving.card.made(date(Date.now()))}</span>
        {onCopy === undefined || covered ? null : (
          <PlainButton className="paper-copy" onPress={onCopy}>
            <Icon name="copy" size={16} />
            {t.arriving.card.copy}
          </PlainButton>
        )}
      </footer>
    </section>
  );
}
