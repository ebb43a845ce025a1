/** Sizes of content, in UTF-8 bytes. In a file without schemas, so that a page can count along without loading them. */
export const CONTENT_LIMIT = {
  /** One encoded event; with the padding of packages/crypto it stays inside one application frame. */
  eventBytes: 64_500,
  bodyBytes: 61_440,
  titleBytes: 240,
  topicBytes: 1_024,
  displayNameBytes: 128,
  /** Characters, not bytes: a person counts along. */
  bioLetters: 280,
  statusLetters: 80,
  /** A picture of a person: with its envelope and padding well inside one event. */
  pictureBytes: 24_576,
  emojiBytes: 64,
  fallbackBytes: 1_024,
  mentions: 64,
  /** Other rooms of whose logs one event tells. */
  elsewhere: 4,
  /** Earlier events that one event says again. */
  saidAgain: 32,
} as const;
