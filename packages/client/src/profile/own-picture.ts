/** This person's picture: made by the interface, kept for the account's other devices, and learned from them. */
import { CONTENT_LIMIT, type SendableEvent } from '@alcove/content';
import { bytesSchema, type Bytes } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { AccountRuntime } from '../account/runtime.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { PictureView } from '../api/profile-views.ts';
import { keepSheetRecord, sheetRecord } from '../records/kinds/sheet.ts';
import { decodePortrayal, encodePortrayal, type PortrayalOf } from './abouts.ts';
import { formatOf } from './picture-format.ts';
import type { Told } from './telling.ts';

/** A hundred rooms are told within some minutes: a picture weighs as much as a hundred messages. */
const GAP_MS = 2_500;

export async function setPicture(runtime: AccountRuntime, picture: Uint8Array | null): Promise<Outcome> {
  if (picture !== null && picture.length > CONTENT_LIMIT.pictureBytes) return failed('too-large');
  if (picture !== null && formatOf(picture) === null) return failed('not-allowed');
  const { context, parts } = runtime;
  const before = context.abouts.picture(context.me);
  if (picture === null && !before.kept) return done;
  const at = Math.max(Math.floor(context.now()), before.at + 1);
  const bytes: Bytes | null = picture === null ? null : bytesSchema.parse(picture);
  await learnOwn(context, { at, bytes });
  keepSheetRecord(context, 'picture', encodePortrayal({ at, bytes }));
  parts.picture.changed();
  return done;
}

async function learnOwn(context: AccountContext, picture: PortrayalOf): Promise<void> {
  const learned = context.abouts.learnPicture(context.me, picture);
  if (learned === null) return;
  await context.store.write(learned.statements);
  learned.adopt();
  context.changes.people();
}

/** What was changed on another device is told by it. */
export async function followPicture(context: AccountContext): Promise<void> {
  const plain = await sheetRecord(context, 'picture');
  const picture = plain === null ? null : decodePortrayal(plain);
  if (picture === null || !context.open || picture.at <= context.abouts.picture(context.me).at) return;
  await learnOwn(context, picture);
  await context.ledgers.picture.begin(picture.at, []);
}

export function toldPicture({ abouts, me, ledgers }: AccountContext): Told {
  return {
    ledger: ledgers.picture,
    gapMs: () => GAP_MS,
    at: () => abouts.picture(me).at,
    isEmpty: () => !abouts.picture(me).kept,
    async event(): Promise<SendableEvent | null> {
      const { at, kept } = abouts.picture(me);
      if (!kept) return { type: 'picture', at, bytes: null };
      const bytes = await abouts.pictureBytes(me);
      return bytes === null ? null : { type: 'picture', at, bytes };
    },
  };
}

/** To be shown: what it is was looked at when it came. */
export async function pictureOf(
  { abouts }: AccountContext,
  account: AccountContext['me'],
): Promise<PictureView | null> {
  const bytes = await abouts.pictureBytes(account);
  const format = bytes === null ? null : formatOf(bytes);
  return bytes === null || format === null ? null : { type: format.type, bytes };
}
