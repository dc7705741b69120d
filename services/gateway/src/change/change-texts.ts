/** What the fields that both kinds of change have mean. */
export const CHANGE_TEXTS = {
  cursor: "Its place in the journal: subscribe `after` it to go on from here.",
  type: "The type of the event, for example `complaint.relayed`.",
  occurredAt: "When it happened.",
  complaint: "The complaint as it is now, in the subscriber's own scope.",
};
