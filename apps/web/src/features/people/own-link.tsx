/** The address that leads others here, to be copied. */
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';

export function OwnLink({ link }: { link: string }): ReactElement {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(link).then(() => setCopied(true));
  };
  return (
    <section className="own-link">
      <div className="grow">
        <h3>{t.people.ownLink}</h3>
        <p className="cut" dir="ltr">
          {link.replace(/^https?:\/\//u, '')}
        </p>
        <p className="own-link-hint">{t.people.ownLinkHint}</p>
      </div>
      <Button size="small" icon={copied ? 'check' : 'copy'} aria-label={t.people.copyLink} onPress={copy}>
        {copied ? t.people.copied : t.common.copy}
      </Button>
    </section>
  );
}
