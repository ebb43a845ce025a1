/**
 * What a letter's link carries, read once when the page loads and taken out of the address at once, so that it stays neither in the
 * history nor on the screen. Being behind the #, it was never sent to the server by the browser.
 */
import { useCallback, useEffect, useState } from 'react';

export interface MailLink {
  readonly kind: 'verify' | 'reset';
  readonly token: string;
}

export function mailLinkOf(hash: string): MailLink | null {
  const found = /^#(verify|reset)=([A-Za-z0-9_-]{43})$/.exec(hash);
  const [, kind, token] = found ?? [];
  return (kind === 'verify' || kind === 'reset') && token !== undefined ? { kind, token } : null;
}

/** Before anything is shown: the address holds a secret. Of the page, whichever account it shows, until it is dealt with. */
let opened = typeof location === 'undefined' ? null : takeMailLink();

/** The link that was opened, in a new tab or in this one, until it is dealt with. */
export function useMailLink(): [MailLink | null, (link: MailLink | null) => void] {
  const [link, setShown] = useState(opened);
  const setLink = useCallback((next: MailLink | null) => {
    opened = next;
    setShown(next);
  }, []);
  useEffect(() => {
    const look = (): void => {
      const fresh = takeMailLink();
      if (fresh !== null) setLink(fresh);
    };
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [setLink]);
  return [link, setLink];
}

function takeMailLink(): MailLink | null {
  const link = mailLinkOf(location.hash);
  if (link !== null) history.replaceState(history.state, '', location.pathname);
  return link;
}
