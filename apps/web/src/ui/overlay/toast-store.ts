/**
 * The one queue of toasts. A toast confirms what is out of sight and usually offers Undo; it goes after eight seconds, but never
 * while a pointer or the focus is on it. Failures do not belong here: they stand beside their cause.
 */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo: (() => void) | null;
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

export function showToast(text: string, undo: (() => void) | null = null): void {
  set([...toasts, { id: nextId++, text, undo }].slice(-MOST));
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
