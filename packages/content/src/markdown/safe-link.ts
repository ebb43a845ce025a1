/**
 * The only addresses that become links. Relative ones would point into the app, other schemes can run code or open programs, and
 * a user name in front of a host is there to make one host look like another.
 */
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** The address in its normal form (host in ASCII), or null when it must stay text. */
export function safeHref(written: string): string | null {
  const url = URL.parse(written);
  if (url === null || !SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') return null;
  return url.href;
}
