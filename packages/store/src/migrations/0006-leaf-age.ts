/** How long, and for how many own messages, this device's leaf in a group has had its key. It stands with the place, which every message writes anyway. */
export const LEAF_AGE: readonly string[] = [
  'ALTER TABLE places ADD COLUMN leaf_since INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE places ADD COLUMN leaf_sealed INTEGER NOT NULL DEFAULT 0',
];
