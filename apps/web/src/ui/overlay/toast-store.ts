/**
 * The one queue of toasts. A toast confirms what is out of sight, and offers Undo where the act hid something; it goes after eight
 * seconds, but never while a pointer or the focus is on it. Failures do not belong here: they stand beside their cause. What could not be
 * undone has none any more, and is said here.
 */
import type { Outcome } from '@alcove/client';
import { failureText } from '../failure-text.ts';

export type Undo = () => Promise<Outcome>;
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo: Undo | null;
}

export const TOAST_MS = 8_000;
const MOST = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function showToast(text: string, undo: Undo | null = null): void {
  set([...toasts, { id: nextId++, text, undo }].slice(-MOST));
}

/** Once: the toast is gone with the first press. */
export async function undoToast({ id, undo }: Toast): Promise<void> {
  if (undo === null || !toasts.some((toast) => toast.id === id)) return;
  dropToast(id);
  const outcome = await undo();
  if (!outcome.ok) showToast(failureText(outcome));
}

export function dropToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** What they say may not stay, and nothing can be undone any more. */
export function dropToasts(): void {
  set([]);
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

export function watchToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
