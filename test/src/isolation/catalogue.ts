/** Where consumers stand belongs to no tenant: their partitions are hashed over all. */
export const GLOBALS = ["journal.checkpoint"];
