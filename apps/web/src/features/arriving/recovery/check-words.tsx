/** The card is covered, and two of its lines are asked. Paste counts (also of all twelve), and so do four-letter prefixes. */
import { t } from '@alcove/locales';
import { useRef, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText, type Failure } from '../../../ui/failure-text.ts';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Frame } from '../frame/frame.tsx';
import { RecoveryCard, type CardPerson } from './recovery-card.tsx';
import { isWord, pickLines, wordsIn } from './word-match.ts';

const text = t.arriving.check;

export function CheckWords(props: {
  person: CardPerson;
  words: readonly string[];
  step?: 2;
  onRight: () => void;
  onShowAgain: () => void;
  pending: boolean;
  failure: Failure | null;
}): ReactElement {
  const [lines] = useState(() => pickLines());
  const [typed, setTyped] = useState<readonly [string, string]>(['', '']);
  const [asked, setAsked] = useState(false);
  const fields = useRef<(HTMLInputElement | null)[]>([]);

  const right = lines.map((line, at) => isWord(typed[at] ?? '', props.words[line] ?? ''));
  const set = (at: 0 | 1, value: string): void => {
    setAsked(false);
    const pasted = wordsIn(value);
    if (pasted.length === 12) setTyped([pasted[lines[0]] ?? '', pasted[lines[1]] ?? '']);
    else setTyped(at === 0 ? [value, typed[1]] : [typed[0], value]);
  };
  const submit = (): void => {
    setAsked(true);
    const wrong = right.indexOf(false);
    if (wrong === -1) props.onRight();
    else fields.current[wrong]?.focus();
  };

  return (
    <Frame
      server={props.person.server}
      {...(props.step === undefined ? {} : { step: props.step })}
      title={text.title}
      lead={text.lead}
      fine={t.arriving.keep.fine}
      cardLabel={t.arriving.card.region}
      card={<RecoveryCard person={props.person} words={null} covered />}
      startsInField
    >
      <Form onSubmit={() => submit()}>
        {props.failure === null ? null : (
          <div className="arrive-notice">
            <Notice tone="brick">{failureText(props.failure)}</Notice>
          </div>
        )}
        <div className="check-fields">
          {lines.map((line, at) => (
            <TextField
              key={line}
              label={text.word(line + 1)}
              labelHidden
              lead={text.word(line + 1)}
              value={typed[at] ?? ''}
              onChange={(value) => set(at === 0 ? 0 : 1, value)}
              error={asked && right[at] !== true ? text.wrong(line + 1) : null}
              inputRef={(element) => {
                fields.current[at] = element;
              }}
              // The first question is the whole screen: the field is where one starts.
              autoFocus={at === 0}
              autoComplete="off"
              autoCorrect="off"
              autoCapitalize="off"
              spellCheck="false"
              end={
                right[at] === true ? (
                  <>
                    <Icon name="check" />
                    <span className="vh">{text.right}</span>
                  </>
                ) : null
              }
            />
          ))}
        </div>
        <div className="arrive-end">
          <Button tone="go" size="big" type="submit" isPending={props.pending}>
            {text.go}
          </Button>
          <Button tone="quiet" size="big" onPress={props.onShowAgain}>
            {text.again}
          </Button>
        </div>
      </Form>
    </Frame>
  );
}
