/** How others will see this person, while they type: decoration for the eye, so it is silent for screen readers. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Portrait } from '../../../ui/sign/portrait.tsx';
import './name-card.css';

/** Before the account exists there is no hash to choose a hue by; this is the one of the mock-ups. */
const BEFORE = 7;

export function NameCard(props: { name: string; handle: string; note: string; hue?: number }): ReactElement {
  const name = props.name.trim();
  return (
    <div className="paper paper-name" aria-hidden="true">
      <Portrait person={{ name, hue: props.hue ?? BEFORE }} size={96} />
      <p className="paper-title">
        <bdi>{name === '' ? t.arriving.signUp.cardName : name}</bdi>
      </p>
      {name === props.handle && name !== '' ? null : (
        <p className="paper-who" dir="ltr">
          {props.handle === '' ? '@…' : `@${props.handle}`}
        </p>
      )}
      <p className="paper-note">{props.note}</p>
    </div>
  );
}
