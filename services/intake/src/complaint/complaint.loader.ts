import type { RequestContext } from "@hearken/graphql-kit";
import type { ComplaintId } from "@hearken/kernel";
import DataLoader from "dataloader";
import type { Complaint } from "./complaint.js";
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
