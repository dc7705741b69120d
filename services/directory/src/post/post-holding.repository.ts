import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { PostHolding } from "./post-holding.js";
import { postHoldingTable } from "./post-holding.table.js";

const endHolding = statement(
  "directory.end_holding",
  `update directory.post_holding set to_at = $3::timestamptz where tenant_id = $1 and id = $2 and from_at < $3`,
);

const dropHolding = statement(
  "directory.drop_holding",
  `delete from directory.post_holding where tenant_id = $1 and id = $2 and from_at >= $3::timestamptz`,
);

export async function insertHolding(uow: UnitOfWork, holding: PostHolding, actor: Actor): Promise<void> {
  const { staffId, post, projectId, departmentId } = holding;
  await uow.manager.insert(postHoldingTable, holding);
  await append(uow, {
    stream: organizationStream(holding.organizationId),
    expected: "any",
    events: [
      event("post.assigned", {
        staffId,
        post,
        ...(projectId === null ? {} : { projectId }),
        ...(departmentId === null ? {} : { departmentId }),
      }),
    ],
    actor,
  });
}

/** Ends the holding now; one that has not begun is as if it never was. */
export async function endNow(uow: UnitOfWork, holding: PostHolding, actor: Actor): Promise<void> {
  const at = [holding.tenantId, holding.id, new Date(uow.now)];
  await uow.run(endHolding, at);
  await uow.run(dropHolding, at);
  await append(uow, {
    stream: organizationStream(holding.organizationId),
    expected: "any",
    events: [event("post.vacated", { staffId: holding.staffId, post: holding.post })],
    actor,
  });
}
