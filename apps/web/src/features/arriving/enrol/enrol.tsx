/**
 * A new device before the door: the square another device scans, or the number both show, and the ways in without one. Which of
 * these it is, the client says; this screen only shows it and passes on what the person answers.
 */
import type { EnrollingView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { lazy, Suspense, type ReactElement, type ReactNode } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import { NumberToCompare } from '../../../ui/sign/number-to-compare.tsx';
import { Frame } from '../frame/frame.tsx';
import { OtherWays } from './other-ways.tsx';
import '../recovery/card.css';
import './enrol.css';

// The square's maker is loaded where a square is shown.
const QrSquare = lazy(async () => ({ default: (await import('../../../ui/sign/qr-square.tsx')).QrSquare }));
const words = t.devices.door;

export function Enrol({ server, enrolling }: { server: string; enrolling: EnrollingView }): ReactElement {
  const client = useClient();
  const leave = useCommand(async () => {
    await client.leaveEnrolment();
    return { ok: true, value: undefined };
  });
  const head = headOf(enrolling);
  const card = cardOf(enrolling);
  return (
    <Frame
      server={server}
      title={head.title}
      lead={head.lead}
      fine={words.fine}
      {...(card === null ? { dark: true } : { card, cardLabel: card.props.label })}
    >
      <Answer enrolling={enrolling} />
      {enrolling.state === 'entering' ? null : (
        <>
          <OtherWays canOpen={enrolling.canOpen} />
          <div className="arrive-end">
            <Button tone="quiet" size="big" isPending={leave.pending} onPress={() => void leave.run()}>
              {words.leave}
            </Button>
          </div>
        </>
      )}
    </Frame>
  );
}

function headOf({ state }: EnrollingView): { title: string; lead: string } {
  switch (state) {
    case 'asking':
      return { title: words.title, lead: words.lead };
    case 'comparing':
      return { title: words.compareTitle, lead: words.compareLead };
    case 'waiting':
      return { title: words.waitingTitle, lead: words.waitingLead };
    case 'confirm':
      return { title: words.confirmTitle, lead: words.confirmLead };
    case 'entering':
      return { title: words.entering, lead: words.enteringLead };
    case 'refused':
    case 'expired':
    case 'mismatch':
    case 'forged':
    case 'failed':
    case 'offline':
      return { title: words.troubleTitle, lead: words.lead };
  }
}

function cardOf({ state, scan, code }: EnrollingView): ReactElement<{ label: string; children: ReactNode }> | null {
  if (code !== null && (state === 'comparing' || state === 'waiting' || state === 'confirm'))
    return (
      <DoorCard label={words.number}>
        <NumberToCompare code={code} />
      </DoorCard>
    );
  if (state !== 'asking') return null;
  return (
    <DoorCard label={words.square}>
      {scan === null ? (
        <span className="qr" role="status" aria-label={words.asking} />
      ) : (
        <Suspense fallback={<span className="qr" />}>
          <QrSquare text={scan} label={words.square} />
        </Suspense>
      )}
      <p className="door-hint">{words.scanHint}</p>
    </DoorCard>
  );
}

function DoorCard({ children }: { label: string; children: ReactNode }): ReactElement {
  return <div className="paper door-card">{children}</div>;
}

/** What the moment asks of the person at this device. */
function Answer({ enrolling }: { enrolling: EnrollingView }): ReactElement | null {
  const client = useClient();
  const { state, failure } = enrolling;
  switch (state) {
    case 'asking':
    case 'waiting':
    case 'entering':
      return null;
    case 'comparing':
    case 'confirm':
      return (
        <div className="arrive-end door-answer">
          <Button tone="go" size="big" onPress={() => void client.confirmCode(true)}>
            {words.same}
          </Button>
          <Button tone="stop" size="big" onPress={() => void client.confirmCode(false)}>
            {words.differs}
          </Button>
        </div>
      );
    case 'refused':
    case 'expired':
    case 'mismatch':
    case 'forged':
    case 'offline':
    case 'failed':
      return (
        <>
          <Notice tone={state === 'mismatch' || state === 'forged' || state === 'failed' ? 'brick' : 'plain'}>
            {state === 'failed' ? failureText({ code: failure ?? 'internal' }) : words.trouble[state]}
          </Notice>
          <div className="arrive-end">
            <Button tone="line" size="big" icon="retry" onPress={() => void client.askAgain()}>
              {words.again}
            </Button>
          </div>
        </>
      );
  }
}
