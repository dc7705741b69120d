import type { RequestContext } from "@hearken/graphql-kit";
import { histories, type RecordedEvent } from "@hearken/journal";
import type { ComplaintId } from "@hearken/kernel";
import DataLoader from "dataloader";
import { streamOf, type Complaint } from "./complaint.js";
import { complaintsById } from "./complaint.query.js";

/** Complaints within reach by id: one statement for any number of them. */
export function complaintLoader(context: RequestContext): DataLoader<ComplaintId, Complaint | undefined> {
  return new DataLoader(
    async (ids) => {
      const found = await complaintsById(await context.uow(), ids);
      const byId = new Map(found.map((complaint) => [complaint.id, complaint]));
      return ids.map((id) => byId.get(id));
    },
    { maxBatchSize: 100 },
  );
}

/** The histories of complaints: one statement for any number of them. */
export function historyLoader(context: RequestContext): DataLoader<ComplaintId, readonly RecordedEvent[]> {
  return new DataLoader(
    async (ids) => {
      const found = await histories(await context.uow(), ids.map(streamOf));
      return ids.map((id) => found.get(streamOf(id)) ?? []);
    },
    { maxBatchSize: 100 },
  );
}
