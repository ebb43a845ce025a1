/**
 * One logged-in account at work: makes the context, connects the parts to each other, starts and stops them. The composition root
 * below create-client.ts.
 */
import type { AccountId, Bytes } from '@alcove/protocol';
import { StoreError } from '@alcove/store';
import { createArchive } from '../archive/archive.ts';
import { loadKeyring } from '../archive/keyring.ts';
import { createApproving } from '../devices/approving.ts';
import { createKeyPackageUpkeep } from '../devices/key-packages.ts';
import { loadKnownLists, type KnownLists, type ListAlarms } from '../devices/known-lists.ts';
import { loadOwnDevices } from '../devices/own-devices.ts';
import { createOwnIdentity, createRenewal } from '../devices/renewal.ts';
import { createPump } from '../outbox/pump.ts';
import { createCompany } from '../gossip/company.ts';
import { hasUnheard, hear, mayAsk } from '../gossip/hear.ts';
import { loadIncarnations } from '../gossip/incarnation.ts';
import { comparedIdentity } from '../people/compared-identity.ts';
import { loadPeople } from '../people/people.ts';
import { loadTies } from '../people/ties.ts';
import { loadAbouts } from '../profile/abouts.ts';
import { loadLedgers, toldAbout } from '../profile/own-about.ts';
import { toldPicture } from '../profile/own-picture.ts';
import { createTelling } from '../profile/telling.ts';
import type { Ports } from '../ports.ts';
import { createPresence } from '../presence/presence.ts';
import { createFollowUp } from '../handshake/follow-up.ts';
import { resume } from '../handshake/handshake.ts';
import { createVerdicts } from '../handshake/verdicts.ts';
import { alarmStatements, end, moveRepair, raise } from '../repair/alarms.ts';
import { createRepair, needsRepair } from '../repair/repair.ts';
import { createOwnRecords } from '../records/create-records.ts';
import { settleDrafts } from '../records/kinds/draft.ts';
import { ownKinds } from '../records/kinds/index.ts';
import { postGenesis } from '../rooms/post-genesis.ts';
import { loadRegistry } from '../rooms/registry.ts';
import type { Room } from '../rooms/room.ts';
import { createSearch } from '../search/search.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import { loadOwnSettings } from '../settings/own-settings.ts';
import { backOffMs, RECONNECT } from '../sync/back-off.ts';
import { createCatchUp } from '../sync/catch-up.ts';
import { createFollow, type Parts } from '../sync/follow.ts';
import { createGateway } from '../sync/gateway.ts';
import { readOwnKeys, type AccountStore } from './account-store.ts';
import type { AccountContext } from './context.ts';
import { loadDeviceChain } from './device-chain.ts';
import type { KnownAccount } from './profile.ts';
import type { RuntimeEvents } from './runtime-events.ts';
import { createSignals } from './signals.ts';
import { createVaultDoor } from './vault-door.ts';

export interface AccountRuntime {
  readonly context: AccountContext;
  readonly parts: Parts;
  /** The device's clock minus the server's, once known. */
  readonly skewMs: number | null;
  start(): void;
  close(): Promise<void>;
}

const RETRY_STORE_MS = 5_000;

export async function openRuntime(
  ports: Ports,
  calls: ServerCalls,
  opened: AccountStore,
  known: KnownAccount,
  events: RuntimeEvents,
): Promise<AccountRuntime | null> {
  const { store } = opened;
  const keys = await readOwnKeys(store);
  if (keys === null) return null;
  const { identity, recordKey } = keys;
  const own = createOwnIdentity(store, keys);
  let skewMs: number | null = null;
  let open = true;
  const now = (): number => ports.clock.now() - (skewMs ?? 0);
  const ties = await loadTies(store, recordKey);
  const abouts = await loadAbouts(store, ports.clock, now, events.people);
  const settings = await loadOwnSettings(store, recordKey);
  const people = await loadPeople(store, ties, abouts, (account) => {
    const aik = lists.all.get(account)?.list.aik;
    return aik !== undefined && ties.isVerified(account, aik);
  });
  const rooms = await loadRegistry(store);
  const alarm: ListAlarms = (account, code) => {
    for (const room of rooms.all()) if (room.keys?.policy?.members.has(account) === true) context.alarm(room, code);
    if (code === 'identity-changed') events.people();
  };
  const compared = (account: AccountId): Promise<Bytes | null> => comparedIdentity(context, account);
  const lists: KnownLists = await loadKnownLists(store, calls, people, now, alarm, compared, (newest, before) => {
    if (newest.list.account === identity.account) ownDevices.listMoved(before);
  });
  let ord = await store.outbox.lastOrd();
  const signals = createSignals(ports.clock);
  const gateway = createGateway(ports, calls, await loadDeviceChain(store), {
    onState(state) {
      if (state !== 'online') for (const part of [signals, pump]) part.lost();
      events.connection();
    },
    onReady(frame) {
      skewMs = ports.clock.now() - frame.now;
      follow.ready(frame);
      presence.here.connected();
      signals.stand();
      events.connection();
    },
    onFrame: (frame) => follow.frame(frame),
    onEnd: (code) => events.ended(code),
    onFault: (error) => context.fault('connect', error),
  });

  const context: AccountContext = {
    ports,
    calls,
    store,
    serverId: known.serverId,
    me: identity.account,
    device: identity.device,
    get identity() {
      return own.now;
    },
    certified: () => parts.renewal.certified(),
    recordKey,
    vault: createVaultDoor(calls, store, identity, () => events.known() ?? known),
    people,
    abouts,
    ledgers: await loadLedgers(store, () => open),
    ties,
    lists,
    rooms,
    company: createCompany(store),
    incarnations: await loadIncarnations(store),
    gateway,
    changes: {
      ...events,
      room(room) {
        events.room(room);
        parts.archive.look(room);
      },
      settings() {
        events.settings();
        presence.settled();
      },
      events(room, news) {
        events.events(room, news);
        parts.archive.moved(room);
        parts.search.moved();
      },
    },
    now,
    joins: new Map(),
    posts: new Map(),
    settings,
    records: createOwnRecords(
      () => context,
      ports.clock,
      ownKinds({ recordKey, store, ties, settings }, events, () => context.changes.settings()),
    ),
    nextOrd: () => ++ord,
    sleep: (ms) => signals.sleep(ms),
    async connected(room) {
      for (let tries = 0; open; tries++) {
        // An answer may get lost while the connection stands: asked again, not only with the next one.
        if (gateway.state === 'online' && room.founding !== null) await postGenesis(context, room);
        if (gateway.state === 'online') await parts.catchUp.caughtUp(room);
        if (gateway.state !== 'online') await signals.nextStand();
        else if (room.founding === null) return;
        else await signals.sleep(backOffMs(tries, ports.random, RECONNECT));
      }
    },
    disconnected: () => signals.nextLoss(),
    take: (room, news) => parts.catchUp.take(room, news),
    noteKnown: (room, seq) => parts.catchUp.take(room, { kind: 'known', seq }),
    caughtUp: (room) => parts.catchUp.caughtUp(room),
    unsealable: (room) => parts.followUp.atOnce(room),
    newcomers: (room) => parts.followUp.greet(room),
    owe(room) {
      parts.about.owe(room);
      parts.picture.owe(room);
    },
    unsaid: (room) => parts.picture.again(room),
    contested: (room) => parts.followUp.tend(room),
    alarm: (room, code) => guarded('alarm', keepAlarms(room, raise(room.alarms, code, now()))),
    forked(room) {
      room.forked = true;
      context.alarm(room, 'history-forked');
      parts.repair.look(room);
    },
    agreed: (room) => parts.repair.again(room),
    heard: (room) => guarded('gossip', listen(room)),
    doubted(room, by) {
      if (!mayAsk(room, by, now())) return;
      room.doubted = true;
      parts.repair.look(room);
    },
    mended: (room, code) => guarded('alarm', keepAlarms(room, end(room.alarms, code))),
    // What could not be opened shows whether it is being tried again.
    setRepair: (room, repair, step) =>
      keepAlarms(room, moveRepair(room.alarms, repair, step, room.apart.size > 0)).then(() => events.marks(room.id)),
    copied: () => gateway.end('device-cloned'),
    fault(where, error) {
      if (!open) return;
      ports.report({ where, error });
      if (error instanceof StoreError) events.trouble(error.code === 'full' ? 'storage-full-device' : 'storage-lost');
    },
    get open() {
      return open;
    },
  };

  const guarded = (where: string, run: Promise<unknown>): void =>
    void run.catch((error: unknown) => context.fault(where, error));

  /** Shown at once, also when the disk takes no more. */
  function keepAlarms(room: Room, alarms: Room['alarms']): Promise<void> {
    const statements = alarmStatements(store, room.id, alarms, room.alarms);
    room.alarms = alarms;
    events.room(room.id);
    return open ? store.write(statements) : Promise.resolve();
  }

  async function listen(room: Room): Promise<void> {
    if (!(await hear(context, room))) return;
    room.doubted = true;
    parts.repair.again(room);
  }

  const byActivity = (all: readonly Room[]): readonly Room[] =>
    all.toSorted((a, b) => events.lastAt(b.id) - events.lastAt(a.id));
  const pump = createPump(context);
  const verdicts = createVerdicts(context, (room) => repair.again(room));
  const repair = createRepair(context, verdicts.mayGoBack, (room) => {
    pump.kick(room);
    // What the room's log lost of this person's changes is made again once it is in order.
    if (needsRepair(room) || room.lost.length === 0) return;
    resume(context, room).catch((error: unknown) => context.fault('handshake', error));
  });
  const followUp = createFollowUp(context, verdicts, repair, (room) => pump.kick(room));
  const presence = createPresence(context, events.readSeq, byActivity);
  const catchUp = createCatchUp(context, RETRY_STORE_MS, (room) => {
    pump.kick(room);
    followUp.look(room);
    if (hasUnheard(room) || room.apart.size > 0) context.heard(room);
    presence.moved(room, 'opened');
    parts.about.opened(room);
    parts.picture.opened(room);
  });
  const ownDevices = await loadOwnDevices(context, {
    sweepAll: () => followUp.sweepAll(0),
    archive: () => parts.archive,
    changed: events.devices,
  });
  const approving = createApproving(context, events.devices, (device, name) => ownDevices.accept(device, name));
  const parts: Parts = {
    catchUp,
    pump,
    followUp,
    repair,
    presence,
    archive: await createArchive(context, { ...events, keyring: await loadKeyring(store, recordKey) }),
    search: createSearch(context, () => parts.archive),
    about: createTelling(context, toldAbout(context), { byActivity, kick: pump.kick }),
    picture: createTelling(context, toldPicture(context), { byActivity, kick: pump.kick }),
    ownDevices,
    approving,
    keyPackages: createKeyPackageUpkeep(store, calls, () => own.now, now),
    renewal: createRenewal(context, own),
    isWatched: (room) => events.isWatched(room.id),
    byActivity,
  };
  const follow = createFollow(context, parts);
  await settleDrafts(context);

  return {
    context,
    parts,
    get skewMs() {
      return skewMs;
    },
    start: () => gateway.start(),
    async close() {
      // What was asked to be kept before stays: a draft of the moment before, a setting.
      await context.records.lane(async () => undefined);
      open = false;
      gateway.stop();
      presence.stop();
      abouts.stop();
      context.records.uploads.stop();
      parts.archive.stop();
      await parts.search.stop();
      signals.end();
      // What is in a lane now ends with its transaction; nothing starts after it.
      await Promise.allSettled(rooms.all().map((room) => room.lane(async () => undefined)));
      await opened.close();
    },
  };
}
