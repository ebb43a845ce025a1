/** The screens without a room behind them: starting, open elsewhere, broken. */
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText, type Failure } from '../../../ui/failure-text.ts';
import { SkeletonLine, SkeletonMessages } from '../../../ui/sign/skeleton.tsx';
import { Frame } from '../frame/frame.tsx';
import './states.css';

/** The shell's geometry before anything is known; empty for the first 100 ms. */
export function Starting(): ReactElement {
  return (
    <main className="starting" aria-busy="true">
      <h1 className="vh">{t.arriving.starting}</h1>
      <div className="starting-side" aria-hidden="true">
        {([3, 2, 1, 3, 1, 3] as const).map((width, index) => (
          <SkeletonLine key={index} width={width} />
        ))}
      </div>
      <div className="starting-recess">
        <SkeletonMessages count={5} />
      </div>
    </main>
  );
}

export function Elsewhere({ server }: { server: string }): ReactElement {
  const client = useClient();
  const [pending, setPending] = useState(false);
  const words = t.arriving.elsewhere;
  const take = async (): Promise<void> => {
    setPending(true);
    await client.useHere();
    setPending(false);
  };
  return (
    <Frame server={server} title={words.title} lead={words.lead} dark>
      <Button tone="go" size="big" isPending={pending} onPress={() => void take()}>
        {words.go}
      </Button>
    </Frame>
  );
}

export function Broken({ server, trouble }: { server: string; trouble: Failure }): ReactElement {
  const words = t.arriving.broken;
  return (
    <Frame server={server} title={words.title} lead={failureText(trouble)} dark>
      <Button tone="go" size="big" onPress={() => location.reload()}>
        {words.go}
      </Button>
    </Frame>
  );
}
