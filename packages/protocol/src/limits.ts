/** Sizes both sides hold each other to. Rates are the server's alone and configurable; these are part of the protocol. */
export const LIMIT = {
  /** One WebSocket message, either way. */
  frameBytes: 1_048_576,
  /** One sealed application message. */
  applicationBytes: 65_536,
  policyBytes: 65_536,
  verdictBytes: 4_096,
  whisperBytes: 4_096,
  markBytes: 1_024,
  vaultBytes: 262_144,
  recordBytes: 65_536,
  deviceListBytes: 32_768,
  approvalBytes: 8_192,
  keyPackageBytes: 8_192,
  keyPackagesPerUpload: 100,
  archiveRootBytes: 4_096,
  archiveManifestBytes: 524_288,
  /** The largest size class of a segment, and what sealing adds. */
  archiveSegmentBytes: 1_048_576 + 64,
  archiveRoomsPerWrite: 32,
  pageEntries: 200,
  pageBytes: 524_288,
  roomMembers: 1_000,
} as const;
