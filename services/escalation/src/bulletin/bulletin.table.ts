import type { TenantId } from "@hearken/kernel";
import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { BulletinSection } from "./bulletin.js";

/** What a bulletin says: the one thing of it that does not follow from the journal. */
export interface BulletinText {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly sections: readonly BulletinSection[];
}

export const bulletinTable = new EntitySchema<BulletinText>({
  name: "Bulletin",
  schema: "escalation",
  tableName: "bulletin",
  columns: {
    tenantId: { name: "tenant_id", type: "uuid", primary: true },
    id: { type: "uuid", primary: true },
    sections: { type: "jsonb" },
  } satisfies Record<keyof BulletinText, EntitySchemaColumnOptions>,
});
