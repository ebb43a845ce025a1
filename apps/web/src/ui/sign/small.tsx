/** The smallest signs: a key cap, a room's glyph, the marks beside a name. */
import type { RoomSummary } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export function Kbd({ children }: { children: ReactNode }): ReactElement {
  return <kbd className="kbd">{children}</kbd>;
}

/** The arch of a room, where a person would have a portrait. */
export function Crest({ icon = 'arch', size = 34 }: { icon?: IconName; size?: 34 | 40 }): ReactElement {
  return (
    <span className={size === 40 ? 'crest crest-40' : 'crest'} aria-hidden="true">
      <Icon name={icon} />
    </span>
  );
}

/** Beside a name; says so to who cannot see it. */
export function VerifiedMark({ person }: { person: { readonly verified: boolean } }): ReactElement | null {
  if (!person.verified) return null;
  return (
    <span className="verified" title={t.trust.verified}>
      <Icon name="arch-check" size={16} />
      <span className="vh">{t.trust.verified}</span>
    </span>
  );
}

/** Beside the name of whom a secret chat is with. */
export function SecretMark({ kind }: { kind: RoomSummary['kind'] }): ReactElement | null {
  if (kind !== 'secret') return null;
  return (
    <span className="secret-mark" title={t.secret.mark}>
      <Icon name="curtain" size={16} />
      <span className="vh">, {t.secret.mark}</span>
    </span>
  );
}
