import { organizationFact } from "./contract.js";
import { code, codes, date, flag, id, ids, instant, int, maybe } from "./field.js";

/** What happens to a group's tree, its people and its rules. */
export const organizationEvents = [
  organizationFact("tenant.founded", { about: "A group became a tenant." }, { organizationId: id }),
  organizationFact("tenant.disabled", { about: "Whoever runs the house closed it to the whole group." }, {}),
  organizationFact("tenant.enabled", { about: "Whoever runs the house opened it to the group again." }, {}),
  organizationFact(
    "organization.added",
    { about: "A node joined the tree." },
    { organizationId: id, kind: code, parentId: maybe(id) },
  ),
  organizationFact("project.added", { about: "An estate was entered." }, { projectId: id }),
  organizationFact("unit.added", { about: "A home was entered." }, { unitId: id, projectId: id }),
  organizationFact("department.added", { about: "A department was entered." }, { departmentId: id }),
  organizationFact("staff.added", { about: "A person joined." }, { staffId: id }),
  organizationFact("staff.left", { about: "A person left." }, { staffId: id }),
  organizationFact(
    "post.assigned",
    { about: "A person holds a post of the regulation." },
    { staffId: id, post: code, projectId: maybe(id), departmentId: maybe(id) },
  ),
  organizationFact("post.vacated", { about: "A person no longer holds a post." }, { staffId: id, post: code }),
  organizationFact(
    "grant.given",
    { about: "A role over a scope was given." },
    {
      grantId: id,
      holderId: id,
      role: code,
      organizationId: maybe(id),
      projectId: maybe(id),
      from: instant,
      to: maybe(instant),
    },
  ),
  organizationFact("grant.revoked", { about: "A role over a scope was taken back." }, { grantId: id }),
  organizationFact(
    "delegation.given",
    { about: "A person handed posts or grants of theirs to another for a time." },
    {
      delegationId: id,
      delegatorId: id,
      delegateId: id,
      posts: maybe(codes),
      grantIds: maybe(ids),
      from: instant,
      to: instant,
    },
  ),
  organizationFact("delegation.ended", { about: "A delegation ended before its time." }, { delegationId: id }),
  organizationFact(
    "organization.suspended",
    { about: "The group stopped working with a partner firm for a time." },
    { organizationId: id },
  ),
  organizationFact(
    "organization.resumed",
    { about: "The group works with a partner firm again." },
    { organizationId: id },
  ),
  organizationFact("client.added", { about: "A program was made, with a first secret." }, { clientId: id }),
  organizationFact("client.secret_rotated", { about: "A program was given a new secret." }, { clientId: id }),
  organizationFact("client.revoked", { about: "A program was ended for good." }, { clientId: id }),
  organizationFact(
    "regulation.adopted",
    { about: "An organization adopted a version of a regulation from a date." },
    { adoptionId: id, regulation: code, version: int, from: date },
  ),
  organizationFact(
    "duty.done",
    { about: "A periodic duty of the organization was done." },
    {
      duty: code,
      /** The day for which it was due: it names the occurrence. */
      on: date,
      /** The project, department or person that it was done for, where it is owed for each. */
      subjectId: maybe(id),
      reportId: maybe(id),
      /** The sections that are filled. */
      sections: maybe(codes),
      /** Posts that it went to. */
      to: maybe(codes),
    },
  ),
  organizationFact(
    "import.started",
    { about: "The complaints of a file began to be filed, or to be tried out." },
    { importId: id, rows: int, dryRun: maybe(flag) },
  ),
  organizationFact(
    "import.finished",
    { about: "An import came to its end, or was stopped." },
    { importId: id, outcome: code, filed: int, alreadyThere: int, refused: int },
  ),
  organizationFact(
    "calendar.changed",
    { about: "Opening hours or day overrides changed." },
    { calendar: code, revision: int, statutory: maybe(flag) },
  ),
] as const;
