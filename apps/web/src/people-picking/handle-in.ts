/** The handle in what a person typed or pasted: "@Ines.C ", "ines.c", "https://…/u/ines.c". Pure. */
export function handleIn(typed: string): string {
  const text = typed.trim().toLowerCase();
  const link = /\/u\/([a-z0-9._-]+)\/?$/u.exec(text);
  return (link?.[1] ?? text).replace(/^@/u, '');
}
