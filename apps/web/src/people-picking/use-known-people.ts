/** People this person shares a room with, by name. Asked once, when a picker opens, and again each time `isOpen` turns true. */
import type { PersonView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useEffect, useState } from 'react';

export function useKnownPeople(isOpen = true): readonly PersonView[] {
  const client = useClient();
  const [people, setPeople] = useState<readonly PersonView[]>([]);
  useEffect(() => {
    if (!isOpen) return;
    let current = true;
    void client.knownPeople().then((known) => {
      if (current) setPeople(known.toSorted((a, b) => a.name.localeCompare(b.name)));
    });
    return () => {
      current = false;
    };
  }, [client, isOpen]);
  return people;
}
