/**
 * A new device wants in: look at its screen, scan its square or compare the number, and say yes or no. Focus rests on the heading,
 * not on yes. Closing it decides nothing; the request stays until it is answered or runs out.
 */
import type { WantingView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { showToast } from '../../ui/overlay/toasts.tsx';
import { EmptyState } from '../../ui/sign/empty-state.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import { NumberToCompare } from '../../ui/sign/number-to-compare.tsx';
import { SkeletonLine } from '../../ui/sign/skeleton.tsx';
import { SigningFields, useSigning } from '../../signing/signing.tsx';
import './devices.css';

// The camera's part is loaded where somebody scans.
const Scanner = lazy(async () => ({ default: (await import('../../scanning/scanner.tsx')).Scanner }));
const words = t.devices.wanting;

export function WantingDialog(props: {
  isOpen: boolean;
  onClose: () => void;
  wanting: readonly WantingView[];
}): ReactElement {
  // The one that is looked at already comes before one that only asks.
  const one = props.wanting.find(({ state }) => state !== 'wants') ?? props.wanting[0];
  return one === undefined ? (
    <Dialog title={words.none} isOpen={props.isOpen} onClose={props.onClose}>
      <EmptyState title={words.none}>{words.noneMore}</EmptyState>
    </Dialog>
  ) : (
    <Asking key={one.id} one={one} isOpen={props.isOpen} onClose={props.onClose} />
  );
}

function Asking({ one, isOpen, onClose }: { one: WantingView; isOpen: boolean; onClose: () => void }): ReactElement {
  const client = useClient();
  const signing = useSigning((password) => client.letIn(one.id, password));
  const away = useCommand(() => client.turnAway(one.id));
  const met = one.state === 'comparing' || one.state === 'scanned';
  const letIn = async (): Promise<void> => {
    const outcome = await signing.command.run();
    if (outcome?.ok !== true) return;
    showToast(words.letIn);
    onClose();
  };
  const turnAway = async (): Promise<void> => {
    const outcome = await away.run();
    if (outcome?.ok !== true) return;
    showToast(words.turnedAway);
    onClose();
  };
  return (
    <Dialog
      title={one.state === 'scanned' ? words.scannedTitle : words.title}
      isOpen={isOpen}
      onClose={onClose}
      busy={signing.command.pending}
      foot={
        <>
          <Button tone="stop" isPending={away.pending} onPress={() => void turnAway()}>
            {words.no}
          </Button>
          {met ? (
            <Button tone="go" isPending={signing.command.pending} onPress={() => void letIn()}>
              {words.yes}
            </Button>
          ) : null}
        </>
      }
    >
      <p>{one.state === 'scanned' ? words.scanned : words.lead}</p>
      <Meeting one={one} />
      <SigningFields signing={signing} label={words.password} />
      {away.failure === null ? null : <Notice tone="brick">{failureText(away.failure)}</Notice>}
    </Dialog>
  );
}

function Meeting({ one }: { one: WantingView }): ReactElement {
  switch (one.state) {
    case 'wants':
      return <WaysToMeet id={one.id} />;
    case 'meeting':
      return (
        <div role="status">
          <p>{words.meeting}</p>
          <SkeletonLine width={2} />
        </div>
      );
    case 'comparing':
    case 'scanned':
      return (
        <>
          {one.code === null ? null : (
            <div className="ask-number">
              <p>{words.question}</p>
              <NumberToCompare code={one.code} />
            </div>
          )}
          <dl className="ask-facts">
            <dt>{words.saysItIs}</dt>
            <dd>
              <bdi>{one.name === '' ? t.devices.list.unnamed : one.name}</bdi>
            </dd>
            <dt>{words.kind}</dt>
            <dd>{t.rooms.deviceKind(one.kind ?? '')}</dd>
          </dl>
        </>
      );
    case 'forged':
      return <Notice tone="brick">{words.forged}</Notice>;
  }
}

function WaysToMeet({ id }: { id: string }): ReactElement {
  const client = useClient();
  const [scanning, setScanning] = useState(false);
  const scan = useCommand((text: string) => client.scanSquare(text));
  const compare = useCommand(() => client.meetDevice(id));
  const failure = compare.failure ?? scan.failure;
  return (
    <>
      {scanning ? (
        <Suspense fallback={<SkeletonLine width={3} />}>
          <Scanner words={t.devices.wanting} onRead={(text) => void scan.run(text)} />
        </Suspense>
      ) : null}
      <div className="ask-ways">
        {scanning ? null : (
          <Button icon="qr" onPress={() => setScanning(true)}>
            {words.scan}
          </Button>
        )}
        <Button icon="eye" isPending={compare.pending} onPress={() => void compare.run()}>
          {words.compare}
        </Button>
      </div>
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
    </>
  );
}
