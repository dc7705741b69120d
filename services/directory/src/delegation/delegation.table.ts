import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Delegation } from "./delegation.js";

export const delegationTable = new EntitySchema<Delegation>({
  name: "directory.Delegation",
  schema: "directory",
  tableName: "delegation",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    delegatorId: { type: "uuid", name: "delegator_id" },
    delegateId: { type: "uuid", name: "delegate_id" },
    posts: { type: "text", array: true },
    grantIds: { type: "uuid", name: "grant_ids", array: true },
    fromAt: { type: "timestamptz", name: "from_at" },
    toAt: { type: "timestamptz", name: "to_at" },
    endedAt: { type: "timestamptz", name: "ended_at", nullable: true },
    givenAt: { type: "timestamptz", name: "given_at" },
    version: { type: "integer" },
  } satisfies Record<keyof Delegation, EntitySchemaColumnOptions>,
});
