/**
 * The session cookie, one per account slot. `__Host-` binds it to this host, https (or localhost) and the whole path; Strict keeps it out
 * of links from elsewhere. A request names its slot in a header, which another site cannot set, and never in its address.
 */
import { AccountSlot, FIRST_SLOT } from '@alcove/protocol';

const VALUE = /^[A-Za-z0-9_-]{43}$/;
/** Browsers cap a cookie's life at about 400 days; the server ends sessions long before. */
const MAX_AGE_SECONDS = 180 * 86_400;

/** Undefined: a header that names no slot. */
export function slotOf(header: string | readonly string[] | undefined): AccountSlot | undefined {
  if (header === undefined) return FIRST_SLOT;
  return typeof header === 'string' && /^\d$/.test(header) ? AccountSlot.safeParse(Number(header)).data : undefined;
}

export function sessionCookie(slot: AccountSlot, value: string | null): string {
  const life = value === null ? 0 : MAX_AGE_SECONDS;
  return `${nameOf(slot)}=${value ?? ''}; Path=/; Max-Age=${String(life)}; Secure; HttpOnly; SameSite=Strict`;
}

export function readSessionCookie(slot: AccountSlot, header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [name, value] = part.trim().split('=', 2);
    if (name === nameOf(slot) && value !== undefined && VALUE.test(value)) return value;
  }
  return undefined;
}

/** The first keeps the name it had while there was only one. */
function nameOf(slot: AccountSlot): string {
  return slot === FIRST_SLOT ? '__Host-alcove' : `__Host-alcove-${String(slot)}`;
}
