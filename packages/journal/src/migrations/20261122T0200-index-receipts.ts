import type { Migration } from "@hearken/postgres";

/** The complaints of a period are found by when they were received: one row of the index for each complaint. */
export const indexReceipts: Migration = {
  id: "20261122T0200-index-receipts",
  kind: "expand",
  up: [
    `create index event_receipt on journal.event (tenant_id, occurred_at, stream_id) where type = 'complaint.received'`,
  ],
};
