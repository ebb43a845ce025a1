/**
 * The page's addresses: / the front, /r/<room>, /u/<handle> a person's own link, /settings and its
 * sections, /security, /recovery. The browser's history is the
 * only store, so back, reload and a copied address all do what they say.
 */
import type { RoomSummary } from '@alcove/client';
import { useSyncExternalStore } from 'react';
import { SECTIONS, type SectionId } from '../features/settings/sections.ts';

type RoomId = RoomSummary['id'];

export type Route =
  | { readonly at: 'front' }
  | { readonly at: 'room'; readonly room: RoomId }
  | { readonly at: 'person'; readonly username: string }
  | { readonly at: 'settings'; readonly section?: SectionId }
  | { readonly at: 'security' }
  | { readonly at: 'recovery' };

const FRONT: Route = { at: 'front' };

export function routeOf(path: string): Route {
  const [, head = '', rest = '', more] = path.split('/');
  if (more !== undefined && more !== '') return FRONT;
  // An address is typed or pasted by anyone; a room nobody here knows simply shows "no such place".
  if (head === 'r' && /^[A-Za-z0-9_-]{43}$/.test(rest)) return { at: 'room', room: rest as RoomId };
  if (head === 'u' && /^[a-z0-9._-]{2,32}$/.test(rest.toLowerCase()))
    return { at: 'person', username: rest.toLowerCase() };
  if (head === 'settings' && rest === '') return { at: 'settings' };
  const section = SECTIONS.find((each) => each === rest);
  if (head === 'settings' && section !== undefined) return { at: 'settings', section };
  if (head === 'security' && rest === '') return { at: 'security' };
  if (head === 'recovery' && rest === '') return { at: 'recovery' };
  return FRONT;
}

export function pathOf(route: Route): string {
  switch (route.at) {
    case 'front':
      return '/';
    case 'room':
      return `/r/${route.room}`;
    case 'person':
      return `/u/${route.username}`;
    case 'settings':
      return route.section === undefined ? '/settings' : `/settings/${route.section}`;
    case 'security':
    case 'recovery':
      return `/${route.at}`;
  }
}

const listeners = new Set<() => void>();
let current: { readonly path: string; readonly route: Route } | null = null;

function read(): Route {
  const path = location.pathname;
  if (current?.path !== path) current = { path, route: routeOf(path) };
  return current.route;
}

function watch(changed: () => void): () => void {
  listeners.add(changed);
  addEventListener('popstate', changed);
  return () => {
    listeners.delete(changed);
    removeEventListener('popstate', changed);
  };
}

export function navigate(route: Route, how: 'push' | 'replace' = 'push'): void {
  const path = pathOf(route);
  if (path === location.pathname) return;
  if (how === 'push') history.pushState(null, '', path);
  else history.replaceState(null, '', path);
  for (const listener of listeners) listener();
}

export function useRoute(): Route {
  return useSyncExternalStore(watch, read);
}
