/** The session cookie. `__Host-` binds it to this host, https (or localhost) and the whole path; Strict keeps it out of links from elsewhere. */
const NAME = '__Host-alcove';
const VALUE = /^[A-Za-z0-9_-]{43}$/;
/** Browsers cap a cookie's life at about 400 days; the server ends sessions long before. */
const MAX_AGE_SECONDS = 180 * 86_400;

export function sessionCookie(value: string | null): string {
  const life = value === null ? 0 : MAX_AGE_SECONDS;
  return `${NAME}=${value ?? ''}; Path=/; Max-Age=${String(life)}; Secure; HttpOnly; SameSite=Strict`;
}

export function readSessionCookie(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [name, value] = part.trim().split('=', 2);
    if (name === NAME && value !== undefined && VALUE.test(value)) return value;
  }
  return undefined;
}
