/** Where toasts appear; mounted once. Call showToast from anywhere. */
import { en } from '@alcove/locales';
import { useEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import { currentToasts, dropToast, TOAST_MS, watchToasts, type Toast } from './toast-store.ts';

export { showToast } from './toast-store.ts';

export function Toasts(): ReactElement {
  const toasts = useSyncExternalStore(watchToasts, currentToasts);
  return (
    <div className="toasts" role="region" aria-label={en.common.toasts}>
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast }: { toast: Toast }): ReactElement {
  const [held, setHeld] = useState(false);
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
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo === null ? null : (
        <button
          type="button"
          onClick={() => {
            toast.undo?.();
            dropToast(toast.id);
          }}
        >
          {en.common.undo}
        </button>
      )}
    </div>
  );
}
