/**
 * The names things go by on the wire. Ids are text: base64url without padding of random or hashed bytes, so that they are the
 * same in CBOR, JSON, SQL and logs. Branded, so that a room id cannot be passed where a device id is wanted.
 */
import { z } from 'zod';

const base64urlOf = (byteCount: number): z.ZodString =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${String(Math.ceil((byteCount * 8) / 6))}}$`));

/** 16 random bytes, chosen by the client at sign-up. */
export const AccountId = base64urlOf(16).brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;

/** 16 random bytes, chosen by the device. */
export const DeviceId = base64urlOf(16).brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** SHA-256 of the room's genesis (see policy.ts): nobody can move an owner into somebody else's room. */
export const RoomId = base64urlOf(32).brand<'RoomId'>();
export type RoomId = z.infer<typeof RoomId>;

/** ULID: the sender's name for one frame; an append is idempotent by (device, frame id). */
export const FrameId = z
  .string()
  .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
  .brand<'FrameId'>();
export type FrameId = z.infer<typeof FrameId>;

/** 16 random bytes made by the server. */
export const SessionId = base64urlOf(16).brand<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;

/**
 * How far a device has moved on with its server: a counter, 16 random bytes and the server's keyed hash over both and the device. To a device it is
 * a text that it keeps and shows.
 */
export const ChainMark = base64urlOf(40)
  // One text for each mark: the last letter's four spare bits are zero.
  .regex(/[AQgw]$/)
  .brand<'ChainMark'>();
export type ChainMark = z.infer<typeof ChainMark>;

/** Lower-case handle, 2 to 32 characters: letters, digits, and single . _ - between them. */
export const Username = z
  .string()
  .min(2)
  .max(32)
  .regex(/^[a-z0-9](?:[a-z0-9]|[._-](?=[a-z0-9]))*$/)
  .brand<'Username'>();
export type Username = z.infer<typeof Username>;
