/** Where toasts appear; mounted once. Call showToast from anywhere. While one offers Undo, they are a region that F6 leads to. */
import { t } from '@alcove/locales';
import { useEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react';
import { currentToasts, dropToast, TOAST_MS, undoToast, watchToasts, type Toast } from './toast-store.ts';

export { showToast } from './toast-store.ts';

export function Toasts(): ReactElement {
  const toasts = useSyncExternalStore(watchToasts, currentToasts);
  const stop = toasts.some(({ undo }) => undo !== null) ? { 'data-region': 'toasts' } : {};
  return (
    <div className="toasts" role="region" aria-label={t.common.toasts} {...stop}>
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast }: { toast: Toast }): ReactElement {
  const [held, setHeld] = useState(false);
  const before = useRef<EventTarget | null>(null);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dropToast(toast.id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  return (
    <div
      className="toast"
      role="status"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={({ relatedTarget }) => {
        before.current = relatedTarget;
        setHeld(true);
      }}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo === null ? null : (
        <button
          type="button"
          onClick={() => {
            // The button goes: whoever goes by keys is where they came from.
            if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
            void undoToast(toast);
          }}
        >
          {t.common.undo}
        </button>
      )}
    </div>
  );
}
