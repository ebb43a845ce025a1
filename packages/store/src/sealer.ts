/**
 * What seals a column before it is written. The store knows no cryptography: the client passes one made of the store's key.
 * `place` names table, column and row and is authenticated with the bytes, so that one row's secret cannot be put into another.
 */
export interface Sealer {
  seal(place: string, plain: Uint8Array): Uint8Array;
  /** Throws when the bytes were not sealed for this place under this key. */
  open(place: string, sealed: Uint8Array): Uint8Array;
}
