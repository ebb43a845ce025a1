/** Step 3: three ways to a first conversation, or just go in. */
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Way } from '../../../ui/control/way.tsx';
import { Frame } from '../frame/frame.tsx';
import { NameCard } from './name-card.tsx';

const words = t.arriving.rooms;

export function YourRooms(props: {
  person: { name: string; username: string; hue: number };
  server: string;
  link: string;
  onFind: () => void;
  onMake: () => void;
  onGoIn: () => void;
}): ReactElement {
  const [copied, setCopied] = useState(false);
  const share = async (): Promise<void> => {
    await navigator.clipboard.writeText(props.link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Frame
      server={props.server}
      step={3}
      title={words.title}
      lead={words.lead}
      fine={words.fine}
      card={
        <NameCard
          name={props.person.name}
          handle={props.person.username}
          hue={props.person.hue}
          note={t.arriving.signUp.cardNote}
        />
      }
    >
      <div className="ways">
        <Way icon="search" title={words.find} hint={words.findHint} onPress={props.onFind} />
        <Way icon="arch" title={words.make} hint={words.makeHint} onPress={props.onMake} />
        <Way
          icon="link"
          title={words.share}
          hint={copied ? words.shareDone : words.shareHint}
          {...(copied ? { done: true } : {})}
          onPress={() => void share()}
        />
      </div>
      <div className="arrive-end">
        <Button tone="go" size="big" onPress={props.onGoIn}>
          {words.goIn}
        </Button>
      </div>
    </Frame>
  );
}
