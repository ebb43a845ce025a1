/** A form that never leaves the page: `onSubmit` is told, the browser's own submit is stopped. Errors are the fields' own. */
import type { ReactElement, ReactNode } from 'react';
import { Form as AriaForm } from 'react-aria-components';

export function Form(props: { onSubmit: () => void; className?: string; children: ReactNode }): ReactElement {
  return (
    <AriaForm
      className={props.className ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
    </AriaForm>
  );
}
