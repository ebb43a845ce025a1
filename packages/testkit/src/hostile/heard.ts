/** Writes down what people say through their clients, so that a house's judges know it without being told. Owns the record, judges nothing. */
import type { Client } from '@alcove/client';
import type { RoomId } from '@alcove/protocol';
import type { Resident } from '../house/house.ts';
import type { Said } from './oracles.ts';

export interface Heard extends Resident {
  readonly isOpen: boolean;
}

export function hearing(resident: Resident, said: Said): Heard {
  let inner: Client | null = null;
  let outer: Client | null = null;
  let isOpen = true;
  const heard = (client: Client): Client => {
    if (inner === client && outer !== null) return outer;
    inner = client;
    outer = listened(client, said);
    return outer;
  };
  const again = async (open: () => Promise<Client>): Promise<Client> => {
    const client = heard(await open());
    isOpen = true;
    return client;
  };
  return {
    name: resident.name,
    folder: resident.folder,
    get client() {
      return heard(resident.client);
    },
    get isOpen() {
      return isOpen;
    },
    reopen: () => again(() => resident.reopen()),
    recover: () => again(() => resident.recover()),
    async plugIn() {
      // Whoever hangs on a plug that may be pulled answers no judge.
      isOpen = false;
      return resident.plugIn();
    },
    async close() {
      isOpen = false;
      await resident.close();
    },
  };
}

/** The same client. Who speaks is whose account is in: the wire may have another name. What is written is noted before it is sent: nobody can be shown it earlier. */
function listened(client: Client, said: Said): Client {
  let username: string | null = null;
  client.subscribe('app', null, ({ me }) => void (username = me?.username ?? username));
  const note = (room: RoomId, text: string): void => {
    if (username !== null) said.note(room, username, text);
  };
  return {
    ...client,
    send(room, input) {
      note(room, input.text);
      return client.send(room, input);
    },
    edit(room, id, text) {
      note(room, text);
      return client.edit(room, id, text);
    },
  };
}
