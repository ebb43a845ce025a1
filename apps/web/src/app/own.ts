/** This person, as cards and links show them. */
import type { AppView } from '@alcove/client';

export function personOf(app: AppView): { name: string; username: string; hue: number; server: string; host: string } {
  const { me } = app;
  return {
    name: me?.displayName ?? '',
    username: me?.username ?? '',
    hue: me?.hue ?? 1,
    server: app.serverName,
    host: location.host,
  };
}

/** The link that lets whoever opens it write to this person. */
export function linkOf(username: string): string {
  return `${location.origin}/u/${username}`;
}
