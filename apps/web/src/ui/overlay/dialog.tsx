/**
 * A dialog over the whole view. Focus starts on its heading unless a field inside asks for it with autoFocus, stays inside, and goes
 * back where it was. Esc and a press outside close it; `busy` holds it open while something runs.
 */
import { t } from '@alcove/locales';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from '../control/icon-button.tsx';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  wide?: boolean;
  busy?: boolean;
  /** Something that must be answered is an alertdialog and does not close by a press outside. */
  role?: 'dialog' | 'alertdialog';
}

export function Dialog(props: DialogProps): ReactElement {
  const busy = props.busy === true;
  return (
    <ModalOverlay
      className="veil"
      isOpen={props.isOpen}
      onOpenChange={(open) => {
        if (!open && !busy) props.onClose();
      }}
      isDismissable={!busy && props.role !== 'alertdialog'}
      isKeyboardDismissDisabled={busy}
    >
      <Modal className={props.wide === true ? 'dlg-box dlg-box-wide' : 'dlg-box'}>
        <AriaDialog className="dlg" role={props.role ?? 'dialog'}>
          <Inside {...props} busy={busy} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Inside({ title, onClose, children, foot, busy }: DialogProps & { busy: boolean }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const dialog = heading.current?.closest('[role]');
    if (dialog?.contains(document.activeElement) !== true) heading.current?.focus();
  }, []);
  return (
    <>
      <div className="dlg-head">
        <Heading slot="title" level={2} ref={heading} tabIndex={-1}>
          {title}
        </Heading>
        <IconButton icon="close" label={t.common.close} isDisabled={busy} onPress={onClose} />
      </div>
      <div className="dlg-body">{children}</div>
      {foot === undefined ? null : <div className="dlg-foot">{foot}</div>}
    </>
  );
}
