/**
 * A forgotten password. The recovery card comes first, because it brings everything back; a letter gives back the name alone, and says so.
 * Whether somebody of that name exists is not told.
 */
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { OneOf } from '../../../ui/control/one-of.tsx';
import { Frame } from '../frame/frame.tsx';
import { ByCard } from './by-card.tsx';
import { ByLetter } from './by-letter.tsx';

const words = t.access.forgotten;
const WAYS = ['card', 'letter'] as const;

export function Forgotten(props: {
  server: string;
  username: string;
  /** Whether the server sends letters. */
  mails: boolean;
  onBack: () => void;
}): ReactElement {
  const [way, setWay] = useState<(typeof WAYS)[number]>('card');
  return (
    <Frame server={props.server} title={words.title} lead={way === 'card' ? words.cardLead : words.letterLead}>
      {props.mails ? (
        <OneOf
          named={words.way}
          value={way}
          options={WAYS.map((id) => ({ id, label: words.ways[id] }))}
          onChange={setWay}
        />
      ) : null}
      {way === 'card' ? <ByCard username={props.username} /> : <ByLetter who={props.username} />}
      <p className="arrive-fine">{words.byDevice}</p>
      <div>
        <Button tone="quiet" onPress={props.onBack}>
          {words.back}
        </Button>
      </div>
    </Frame>
  );
}
