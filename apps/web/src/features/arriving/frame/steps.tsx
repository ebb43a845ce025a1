/** Where one is in the three steps of signing up. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Icon } from '../../../ui/sign/icon.tsx';

export function Steps({ now }: { now: 1 | 2 | 3 }): ReactElement {
  const names = t.arriving.steps;
  return (
    <ol className="steps" aria-label={t.arriving.stepOf(now, names.length)}>
      {names.map((name, index) => {
        const step = index + 1;
        const state = step < now ? 'done' : step === now ? 'now' : 'next';
        return (
          <li key={name} className={`step-${state}`} {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}>
            <span className="step-dot" aria-hidden="true">
              {state === 'done' ? <Icon name="check" size={14} /> : step}
            </span>
            {name}
            {state === 'done' ? <span className="vh">, {t.arriving.stepDone}</span> : null}
          </li>
        );
      })}
    </ol>
  );
}
