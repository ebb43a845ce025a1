/**
 * The page's addresses: / the front, /r/<room>, /u/<handle> a person's own link, /settings and its
 * sections, /security, /recovery. The browser's history is the
 * only store, so back, reload and a copied address all do what they say. Beside each address it keeps whose place it is, of several
 * accounts: a room of one is none of another's. Beside that of Settings it keeps the room from which they were opened.
 */
import { AccountSlot } from '@alcove/protocol';
import type { RoomSummary } from '@alcove/client';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { SECTIONS, type SectionId } from '../features/settings/sections.ts';

type RoomId = RoomSummary['id'];

export type Route =
  | { readonly at: 'front' }
  | { readonly at: 'room'; readonly room: RoomId }
  | { readonly at: 'person'; readonly username: string }
  | { readonly at: 'settings'; readonly section?: SectionId }
  | { readonly at: 'security' }
  | { readonly at: 'recovery' };

/** Places over the room one was in. */
const OVER: ReadonlySet<Route['at']> = new Set(['settings', 'security', 'recovery']);

/** What an entry of the history keeps beside its address. */
interface Kept {
  readonly slot: AccountSlot | undefined;
  readonly under?: RoomId;
}

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
  const under = OVER.has(route.at) ? roomUnder() : null;
  const kept: Kept = { slot: slotIn(history.state), ...(under === null ? {} : { under }) };
  if (how === 'push') history.pushState(kept, '', path);
  else history.replaceState(kept, '', path);
  for (const listener of listeners) listener();
}

/** From a place over a room, which one cannot stay at, to the room. */
export function stepBackToRoom(): void {
  const under = OVER.has(read().at) ? roomUnder() : null;
  if (under !== null) navigate({ at: 'room', room: under }, 'replace');
}

/** The room one is in, or was in before Settings. */
function roomUnder(): RoomId | null {
  const route = read();
  if (route.at === 'room') return route.room;
  const state: unknown = history.state;
  const under = typeof state === 'object' && state !== null && 'under' in state ? state.under : null;
  const kept = typeof under === 'string' ? routeOf(`/r/${under}`) : FRONT;
  return kept.at === 'room' ? kept.room : null;
}

export function placeOf(): string {
  return location.pathname;
}

/** To another account's place. */
export function goTo(slot: AccountSlot, path: string): void {
  history.pushState({ slot }, '', path);
  for (const listener of listeners) listener();
}

/**
 * Back and forward over the border between two accounts. `turnTo` shows the other one, and answers false when it is not here any
 * more: then the place is none of anybody's, and the front is shown instead.
 */
export function useReturns(shown: AccountSlot, turnTo: (slot: AccountSlot) => boolean): void {
  const latest = useRef(turnTo);
  useEffect(() => {
    latest.current = turnTo;
  });
  useEffect(() => {
    if (slotIn(history.state) !== shown) history.replaceState({ slot: shown }, '');
    const onReturn = ({ state }: PopStateEvent): void => {
      const slot = slotIn(state);
      if (slot === undefined || slot === shown || latest.current(slot)) return;
      history.replaceState({ slot: shown }, '', pathOf(FRONT));
    };
    // Before the screens hear of it: they belong to the account that is left.
    addEventListener('popstate', onReturn, { capture: true });
    return () => removeEventListener('popstate', onReturn, { capture: true });
  }, [shown]);
}

function slotIn(state: unknown): AccountSlot | undefined {
  return typeof state === 'object' && state !== null && 'slot' in state
    ? AccountSlot.safeParse(state.slot).data
    : undefined;
}

export function useRoute(): Route {
  return useSyncExternalStore(watch, read);
}
