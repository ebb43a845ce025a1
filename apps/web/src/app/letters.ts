/** The server writes its letters in the language that the page of an account speaks: said with each connection, which is once unless it changed. */
import type { AppView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useEffect } from 'react';
import { useInUse } from '../words/language.ts';

export function useLetterLanguage({ connection, serverMails }: AppView): void {
  const client = useClient();
  const { language } = useInUse();
  const canSay = serverMails && connection.state === 'online';
  useEffect(() => {
    if (canSay) void client.sayLanguage(language);
  }, [client, canSay, language]);
}
