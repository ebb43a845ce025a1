/**
 * Sixty digits, as numbers to read out and as a square to scan. Ends with one of three: they are the same (the mark is set), they differ
 * (nothing is set, and what that means is said), or not now.
 */
import type { SafetyView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { spoken } from '../../../words/spoken.ts';
import { digitsIn } from './digits-in.ts';
import { TheirSquare } from './their-square.tsx';
import './compare.css';

const QrSquare = lazy(async () => ({ default: (await import('../../../ui/sign/qr-square.tsx')).QrSquare }));
const words = t.trust;

type Verdict = 'none' | 'same' | 'differ' | 'other-square';

export function CompareDialog({ safety, onClose }: { safety: SafetyView; onClose: () => void }): ReactElement {
  const client = useClient();
  const { person, digits } = safety;
  const [verdict, setVerdict] = useState<Verdict>('none');
  const { run, pending, failure } = useCommand(() => client.verify(person.account, digits));
  const match = async (): Promise<void> => {
    const outcome = await run();
    if (outcome?.ok === true) setVerdict('same');
  };
  const onRead = (text: string): void => {
    if (digitsIn(text) === digits.join('')) void match();
    else setVerdict('other-square');
  };
  const done = verdict === 'same';
  return (
    <Dialog
      title={spoken(done ? words.done(person.name) : words.title(person.name))}
      isOpen
      busy={pending}
      onClose={onClose}
      foot={
        done ? (
          <Button tone="go" onPress={onClose}>
            {words.close}
          </Button>
        ) : (
          <>
            <Button tone="quiet" isDisabled={pending} onPress={onClose}>
              {words.notNow}
            </Button>
            <Button tone="stop" isDisabled={pending} onPress={() => setVerdict('differ')}>
              {words.differ}
            </Button>
            <Button tone="go" isPending={pending} onPress={() => void match()}>
              {words.same}
            </Button>
          </>
        )
      }
    >
      {done ? <Done /> : <Number safety={safety} onRead={onRead} />}
      {verdict === 'differ' ? <Notice tone="brick">{spoken(words.differs(person.name))}</Notice> : null}
      {verdict === 'other-square' ? <Notice tone="brick">{words.scannedOther}</Notice> : null}
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
    </Dialog>
  );
}

function Done(): ReactElement {
  return (
    <p className="compare-done" role="status">
      <Icon name="arch-check" size={20} />
      {words.doneMore}
    </p>
  );
}

function Number({ safety, onRead }: { safety: SafetyView; onRead: (text: string) => void }): ReactElement {
  const { person, digits, changed } = safety;
  return (
    <>
      <p>{changed ? <Isolated>{words.bodyChanged(person.name)}</Isolated> : words.body}</p>
      <div className="compare-square">
        <Suspense fallback={<span className="qr" />}>
          <QrSquare text={digits.join('')} label={words.square} />
        </Suspense>
      </div>
      <ol className="digits" aria-label={words.digits}>
        {digits.map((group, index) => (
          <li key={index} className="num">
            {group}
          </li>
        ))}
      </ol>
      <TheirSquare onRead={onRead} />
    </>
  );
}
