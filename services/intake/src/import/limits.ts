/** What one import may be, in one place. */
export const LIMITS = {
  /** Of the file as it is uploaded. */
  bytes: 64 * 1024 * 1024,
  /** Of one part, before it is written in base64: the door takes bodies of 256 KB. */
  partBytes: 180_000,
  parts: 2_000,
  rows: 200_000,
  columns: 1_000,
  /** Characters of one row. */
  rowCharacters: 1_000_000,
  /** Of everything that is read of an archive, unpacked. */
  inflatedBytes: 512 * 1024 * 1024,
  /** Files in an archive. */
  archiveEntries: 1_000,
  /** Characters of all texts that an archive's cells point at: they are held in memory. */
  sharedCharacters: 64 * 1024 * 1024,
  /** Imports of one organization that are not over. */
  unfinished: 20,
} as const;

/** Rows that are filed together. */
export const ROWS_A_BATCH = 500;
/** Characters of a batch beyond which no row is added to it. */
export const CHARACTERS_A_BATCH = 1_000_000;
/** How long what was uploaded is kept at most. */
export const KEPT_DAYS = 7;
