/** The finder in a box over everything, as the jump box is. Esc closes it. */
import type { ReactElement } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { Kbd } from '../sign/small.tsx';
import { Finder, type FinderProps } from './finder.tsx';

export interface CommandBoxProps extends Omit<FinderProps, 'end'> {
  isOpen: boolean;
  onClose: () => void;
}

export function CommandBox(props: CommandBoxProps): ReactElement {
  return (
    <ModalOverlay
      className="veil veil-high"
      isOpen={props.isOpen}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
      isDismissable
    >
      <Modal className="dlg-box dlg-box-wide">
        <AriaDialog className="dlg" aria-label={props.label}>
          <Finder {...props} end={<Kbd>Esc</Kbd>} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
