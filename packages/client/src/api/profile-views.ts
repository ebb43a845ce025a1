/** What people tell of themselves beside their name. */
/** A picture as it is drawn: small, still, and looked at before it was kept. */
export interface PictureView {
  readonly type: 'image/webp' | 'image/jpeg';
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How to find somebody now, as they say themselves. */
export interface StatusView {
  readonly how: 'here' | 'away' | 'busy';
  /** Own words and an emoji; each may be empty. */
  readonly words: string;
  readonly emoji: string;
  /** ms since 1970; null: until they change it. One that ran out is shown no longer. */
  readonly until: number | null;
}
