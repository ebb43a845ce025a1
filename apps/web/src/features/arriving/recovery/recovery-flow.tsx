/**
 * Step 2 from end to end: fetch the words, keep them one way, read two of them back, or put it off once. The same flow serves the
 * reminder afterwards (`again`), without "tomorrow" and with a way out.
 */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Frame } from '../frame/frame.tsx';
import { CheckWords } from './check-words.tsx';
import { KeepWords, type KeepWay } from './keep-words.tsx';
import type { CardPerson } from './recovery-card.tsx';

export function RecoveryFlow(props: { person: CardPerson; again: boolean; onDone: () => void }): ReactElement {
  const client = useClient();
  const words = useWords();
  const [done, setDone] = useState<ReadonlySet<KeepWay>>(new Set());
  const [checking, setChecking] = useState(false);
  const settle = useCommand((how: 'kept' | 'put-off') => client.settleRecovery(how));
  const finish = async (how: 'kept' | 'put-off'): Promise<void> => {
    const outcome = await settle.run(how);
    if (outcome?.ok === true) props.onDone();
  };
  const onWay = (way: KeepWay, used: boolean): void =>
    setDone((before) => (used ? before.union(new Set([way])) : before.difference(new Set([way]))));
  const shared = {
    person: props.person,
    pending: settle.pending,
    failure: settle.failure,
    ...(props.again ? {} : { step: 2 as const }),
  };

  if (words === 'gone') return <WordsGone server={props.person.server} onDone={props.onDone} />;
  if (checking && words !== null) {
    return (
      <CheckWords
        {...shared}
        words={words}
        onRight={() => void finish('kept')}
        onShowAgain={() => setChecking(false)}
      />
    );
  }
  return (
    <KeepWords
      {...shared}
      words={words}
      done={done}
      onWay={onWay}
      onKept={() => setChecking(true)}
      onTomorrow={props.again ? null : () => void finish('put-off')}
    />
  );
}

function useWords(): readonly string[] | 'gone' | null {
  const client = useClient();
  const [words, setWords] = useState<readonly string[] | 'gone' | null>(null);
  useEffect(() => {
    let current = true;
    void client.recoveryWords().then((found) => {
      if (current) setWords(found ?? 'gone');
    });
    return () => {
      current = false;
    };
  }, [client]);
  return words;
}

function WordsGone({ server, onDone }: { server: string; onDone: () => void }): ReactElement {
  return (
    <Frame server={server} title={t.arriving.keep.gone} lead={t.arriving.keep.goneMore}>
      <Button tone="go" size="big" onPress={onDone}>
        {t.arriving.check.go}
      </Button>
    </Frame>
  );
}
