/**
 * The two-part page of arriving: words and fields on the wall, and a lit arch with a card in it. In reading order the card stands
 * between the explanation and the actions, which is also how a narrow screen stacks them.
 */
import { t } from '@alcove/locales';
import { createContext, useContext, useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { Icon } from '../../../ui/sign/icon.tsx';
import { LitArch } from '../../../ui/sign/lit-arch.tsx';
import { Steps } from './steps.tsx';
import './frame.css';

export interface FrameProps {
  server: string;
  /** 1 to 3 while signing up. */
  step?: 1 | 2 | 3;
  title: string;
  lead: string;
  card?: ReactNode;
  cardLabel?: string;
  children: ReactNode;
  fine?: string;
  /** A form starts in its first field, everything else on its heading. */
  startsInField?: boolean;
  /** The lamp is off where nobody can sit down now. */
  dark?: boolean;
}

/** What stands below the actions of every such screen: the way to somebody else's. */
export const FrameFoot = createContext<ReactNode>(null);

export function Frame(props: FrameProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (props.startsInField !== true) heading.current?.focus({ preventScroll: true });
  }, [props.startsInField, props.title]);
  return (
    <main className={props.card === undefined ? 'arrive arrive-bare' : 'arrive'}>
      <p className="arrive-brand">
        <span className="arrive-mark">
          <Icon name="alcove" />
        </span>
        {t.common.appName}
        {props.server === '' ? null : <small>{t.arriving.onServer(props.server)}</small>}
      </p>
      <div className="arrive-head">
        {props.step === undefined ? null : <Steps now={props.step} />}
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        <p className="arrive-lead">{props.lead}</p>
      </div>
      <div
        className="arrive-scene"
        {...(props.cardLabel === undefined ? {} : { role: 'region', 'aria-label': props.cardLabel })}
      >
        <LitArch className="arrive-door" lit={props.dark !== true} />
        {props.card}
      </div>
      <div className="arrive-body">
        {props.children}
        {useContext(FrameFoot)}
      </div>
      {props.fine === undefined ? null : <p className="arrive-fine">{props.fine}</p>}
    </main>
  );
}
