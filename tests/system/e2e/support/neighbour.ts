/**
 * Somebody without a screen: the same client in Node. For tests that need another person to be there or to write a lot, and
 * do not look at what that person sees; a second browser would cost seconds and show nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, FoundPerson, MessageItem, Outcome, RoomSummary } from '@alcove/client';
import { openClient } from '@alcove/platform-node';
import { until } from '@alcove/testkit/house';

type RoomId = RoomSummary['id'];
type AccountId = FoundPerson['person']['account'];

const PASSWORD = 'harbour light tuesday anchor';
const PATIENCE_MS = 60_000;
const fresh = (): string => Math.random().toString(36).slice(2, 8);

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`a neighbour was refused: ${outcome.code}`);
  return outcome.value;
}

export class Neighbour {
  readonly name: string;
  readonly handle: string;
  readonly client: Client;
  readonly #folder: string;

  private constructor(name: string, handle: string, client: Client, folder: string) {
    this.name = name;
    this.handle = handle;
    this.client = client;
    this.#folder = folder;
  }

  /** A new account on the server, past the recovery code. */
  static async signUp(server: string, name: string): Promise<Neighbour> {
    const folder = mkdtempSync(join(tmpdir(), 'alcove-neighbour-'));
    const client = await openClient({ server, folder });
    const handle = `${name.toLowerCase()}-${fresh()}`;
    value(await client.signUp({ username: handle, password: PASSWORD, displayName: name }));
    value(await client.settleRecovery('kept'));
    return new Neighbour(name, handle, client, folder);
  }

  /** Another device of somebody with a browser, let in by their password. */
  static async deviceOf(
    server: string,
    person: { name: string; handle: string; password: string },
  ): Promise<Neighbour> {
    const folder = mkdtempSync(join(tmpdir(), 'alcove-neighbour-'));
    const client = await openClient({ server, folder });
    value(await client.logIn({ username: person.handle, password: person.password }));
    await until(client, 'app', null, ({ phase }) => phase === 'ready', PATIENCE_MS);
    return new Neighbour(person.name, person.handle, client, folder);
  }

  async account(): Promise<AccountId> {
    const { me } = await until(this.client, 'app', null, (app) => app.me !== null);
    if (me === null) throw new Error('nobody is in');
    return me.account;
  }

  async writeTo(other: { readonly handle: string }): Promise<RoomId> {
    const found = value(await this.client.findPerson(other.handle));
    return value(await this.client.startDirect(found.person.account));
  }

  async makeRoom(title: string, people: readonly { readonly handle: string }[]): Promise<RoomId> {
    const found = await Promise.all(people.map((one) => this.client.findPerson(one.handle)));
    return value(
      await this.client.createGroup({ title, people: found.map((outcome) => value(outcome).person.account) }),
    );
  }

  /** Writes all of them in this order, and comes back when the server has them. */
  async say(room: RoomId, ...texts: readonly string[]): Promise<void> {
    for (const text of texts) value(await this.client.send(room, { text, replyTo: null, mentions: [] }));
    await until(this.client, 'app', null, (app) => app.connection.waiting === 0, PATIENCE_MS);
  }

  /** The newest message with these words in it, waited for. */
  async finds(room: RoomId, text: string): Promise<MessageItem> {
    const has = (item: { readonly kind: string }): item is MessageItem =>
      item.kind === 'message' && 'text' in item && typeof item.text === 'string' && item.text.includes(text);
    const view = await until(this.client, 'timeline', room, (shown) => shown?.items.some(has) === true, PATIENCE_MS);
    const found = view?.items.findLast(has);
    if (found === undefined) throw new Error(`no message with “${text}”`);
    return found;
  }

  /** Whatever was said there and can be read, oldest first. */
  async texts(room: RoomId): Promise<readonly string[]> {
    const view = await until(this.client, 'timeline', room, (shown) => shown !== null, PATIENCE_MS);
    return (view?.items ?? []).flatMap((item) => (item.kind === 'message' ? [item.text] : []));
  }

  /** The room of that name, waited for: somebody else made it. */
  async roomCalled(title: string): Promise<RoomId> {
    const called = (room: RoomSummary): boolean => room.title === title || room.peer?.name === title;
    const rooms = await until(this.client, 'rooms', null, (all) => all.some(called), PATIENCE_MS);
    const room = rooms.find(called);
    if (room === undefined) throw new Error(`no room called ${title}`);
    return room.id;
  }

  async close(): Promise<void> {
    await this.client.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
