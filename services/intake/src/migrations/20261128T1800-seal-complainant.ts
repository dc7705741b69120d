import { APP_ROLE, type Migration } from "@hearken/postgres";

const SEALED = ["name_sealed", "phone_sealed", "address_sealed", "identity_sealed", "phone_index", "identity_index"];

/** What sealing fills, what the version before wrote in clear, and what erasing takes away. */
const CHANGING = [...SEALED, "name", "phone", "reference", "customer_type", "erased_at"];

/**
 * Personal data sealed by the tenant's key, numbers found by a blind index. The version before goes on writing names in
 * clear, which `intake.sealing` seals; once no such version runs a `contract` drops `name` and `phone` (ADR 19).
 */
export const sealComplainant: Migration = {
  id: "20261128T1800-seal-complainant",
  kind: "expand",
  up: [
    `alter table intake.complainant ${SEALED.map((column) => `add column ${column} bytea`).join(", ")},
       add column erased_at timestamptz check (isfinite(erased_at)),
       alter column name drop not null`,
    `alter table intake.complainant add constraint complainant_is_named
       check (num_nonnulls(name, name_sealed, erased_at) = 1) not valid`,
    "create index complainant_phone on intake.complainant (tenant_id, phone_index) where phone_index is not null",
    "create index complainant_identity on intake.complainant (tenant_id, identity_index) where identity_index is not null",
    "create index complainant_in_clear on intake.complainant (tenant_id, id) where name is not null",
    "create index complaint_of_complainant on intake.complaint_complainant (tenant_id, complainant_id)",
    `grant update (${CHANGING.join(", ")}) on intake.complainant to ${APP_ROLE}`,
  ],
};
