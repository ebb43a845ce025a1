/** The language and direction the component library goes by: the interface's own, not the browser's. */
import type { ReactElement, ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';

export function UiLocale({ locale, children }: { locale: string; children: ReactNode }): ReactElement {
  return <I18nProvider locale={locale}>{children}</I18nProvider>;
}
