/** Who is writing now. Silent for screen readers (ux.md §8); its place is reserved by whoever shows it. */
import type { PersonView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Isolated } from '../../words/isolated.tsx';

export function TypingLine({ people }: { people: readonly PersonView[] }): ReactElement | null {
  if (people.length === 0) return null;
  return (
    <p className="typing" aria-hidden="true">
      <span className="typing-dots">
        <i />
        <i />
        <i />
      </span>
      <span className="cut">
        <Isolated>{t.composer.writing(people.map((person) => person.name))}</Isolated>
      </span>
    </p>
  );
}
