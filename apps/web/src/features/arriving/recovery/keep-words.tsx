/** Step 2: three equal ways to keep the twelve words. "I have kept them" wakes after one of them was used. */
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Way } from '../../../ui/control/way.tsx';
import { failureText, type Failure } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Frame } from '../frame/frame.tsx';
import { lendToClipboard } from './clipboard-loan.ts';
import { offerToPasswordManager } from './password-manager.ts';
import { RecoveryCard, type CardPerson } from './recovery-card.tsx';

export type KeepWay = 'manager' | 'print' | 'hand';
const words = t.arriving.keep;

export function KeepWords(props: {
  person: CardPerson;
  words: readonly string[] | null;
  step?: 2;
  done: ReadonlySet<KeepWay>;
  onWay: (way: KeepWay, used: boolean) => void;
  onKept: () => void;
  /** Null where it was put off before: once is enough. */
  onTomorrow: (() => void) | null;
  pending: boolean;
  failure: Failure | null;
}): ReactElement {
  const [refused, setRefused] = useState(false);
  const { person, done, onWay } = props;
  const secret = props.words?.join(' ') ?? '';

  const copy = async (): Promise<void> => {
    const copied = await lendToClipboard(secret);
    setRefused(!copied);
    onWay('manager', copied);
    if (copied) await offerToPasswordManager(person.username, secret);
  };
  const print = (): void => {
    addEventListener('afterprint', () => onWay('print', true), { once: true });
    globalThis.print();
  };

  return (
    <Frame
      server={person.server}
      {...(props.step === undefined ? {} : { step: props.step })}
      title={words.title}
      lead={words.lead}
      fine={words.fine}
      cardLabel={t.arriving.card.region}
      card={<RecoveryCard person={person} words={props.words} covered={false} onCopy={() => void copy()} />}
    >
      {props.failure === null ? null : (
        <div className="arrive-notice">
          <Notice tone="brick">{failureText(props.failure)}</Notice>
        </div>
      )}
      <p className="ways-ask" id="ways-ask">
        {words.pick}
      </p>
      <div className="ways" role="group" aria-labelledby="ways-ask">
        <Way
          icon="key"
          title={words.manager}
          hint={refused ? words.managerFailed : done.has('manager') ? words.managerDone : words.managerHint}
          done={done.has('manager')}
          failed={refused}
          onPress={() => void copy()}
        />
        <Way
          icon="printer"
          title={words.print}
          hint={done.has('print') ? words.printDone : words.printHint}
          done={done.has('print')}
          onPress={print}
        />
        <Way
          icon="pencil"
          title={words.hand}
          hint={done.has('hand') ? words.handDone : words.handHint}
          done={done.has('hand')}
          onPress={() => onWay('hand', !done.has('hand'))}
        />
      </div>
      <div className="arrive-end">
        <Button tone="go" size="big" isDisabled={done.size === 0 || props.words === null} onPress={props.onKept}>
          {words.kept}
        </Button>
        {props.onTomorrow === null ? null : (
          <Button tone="quiet" size="big" isPending={props.pending} onPress={props.onTomorrow}>
            {words.tomorrow}
          </Button>
        )}
      </div>
    </Frame>
  );
}
