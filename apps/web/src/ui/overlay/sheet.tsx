/** A dialog from the lower edge, for touch. Holds menu-like lists or short forms. */
import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';

export function Sheet(props: {
  label: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}): ReactElement {
  return (
    <ModalOverlay
      className="veil veil-sheet"
      isOpen={props.isOpen}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
      isDismissable
    >
      <Modal className="sheet-box">
        <AriaDialog className="dlg" aria-label={props.label}>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
