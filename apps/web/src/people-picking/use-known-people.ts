/** People this person shares a room with, by name. Asked once, when a picker opens. */
import type { PersonView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useEffect, useState } from 'react';

export function useKnownPeople(): readonly PersonView[] {
  const client = useClient();
  const [people, setPeople] = useState<readonly PersonView[]>([]);
  useEffect(() => {
    let current = true;
    void client.knownPeople().then((known) => {
      if (current) setPeople(known.toSorted((a, b) => a.name.localeCompare(b.name)));
    });
    return () => {
      current = false;
    };
  }, [client]);
  return people;
}
