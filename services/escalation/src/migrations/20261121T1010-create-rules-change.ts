import { wall, type Migration } from "@hearken/postgres";

/** Tenants whose rules changed, and how far their standings have been made due since: worked through in small steps. */
export const createRulesChange: Migration = {
  id: "20261121T1010-create-rules-change",
  kind: "expand",
  up: [
    `create table escalation.rules_change (
       tenant_id uuid not null,
       changed_at timestamptz not null check (isfinite(changed_at)),
       -- The last complaint that was looked at.
       after_id uuid,
       primary key (tenant_id)
     )`,
    ...wall({ table: "escalation.rules_change", relay: "select" }),
  ],
};
