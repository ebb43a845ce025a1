/** What the panel says of a secret chat instead of what it says of others: the two devices, where nothing of it goes, and how it ends. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';

export function SecretWords(): ReactElement {
  const words = t.secret;
  return (
    <>
      <p>{words.privateBody}</p>
      <p>{words.privateNowhere}</p>
      <p>{words.privateEnds}</p>
    </>
  );
}
