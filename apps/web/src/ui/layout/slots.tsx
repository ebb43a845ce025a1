/**
 * What the shell lends to the screen inside it, without either knowing the other: the start of the header (the way back on a phone,
 * the drawer's button on a narrow screen) and the one notice, which a room shows above its composer.
 */
import { createContext, useContext, type ReactElement, type ReactNode } from 'react';

interface Slots {
  readonly headLead: ReactNode;
  readonly notice: ReactNode;
}

const SlotsContext = createContext<Slots>({ headLead: null, notice: null });

export function SlotsProvider({ children, ...slots }: Slots & { children: ReactNode }): ReactElement {
  return <SlotsContext value={slots}>{children}</SlotsContext>;
}

/** First child of a header. Empty on a wide screen. */
export function HeadLead(): ReactElement {
  return <>{useContext(SlotsContext).headLead}</>;
}

/** The notice of the moment, if any. Exactly one screen part shows it. */
export function NoticePlace(): ReactElement {
  return <div className="notice-place">{useContext(SlotsContext).notice}</div>;
}
