import { event } from "@hearken/contracts";
import { newId, type OrganizationId, type ProjectId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { reaches } from "@hearken/service-kit";
import { z } from "zod";
import { code, instant, maybe, onComplaint, prose, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { organizationOfProject } from "../complaint/site.query.js";
import { offered, SHARINGS } from "./hand-over.js";
import { handedBefore } from "./hand-over.query.js";
import { putHandOver } from "./hand-over.repository.js";
import { recipientByKey } from "./recipient.query.js";
import { refuseConsent, refuseRecipient } from "./recipient.js";

const consent = z.object({ medium: code, givenAt: instant, note: maybe(prose(1_000)) });

/** Gives the complaint to another organization (移交), which makes one of its own from it; this one goes on. */
export const handOverComplaint = useCase({
  name: "handOverComplaint",
  action: "complaint.hand_over",
  input: onComplaint({
    recipient: z.string(),
    projectId: maybe(reference),
    sharing: z.enum(SHARINGS),
    consent: maybe(consent),
    reason: prose(),
    channel: maybe(code),
  }),
  async decide(input, { uow, complaint, rules, place, at }) {
    const { projectId, sharing } = input;
    const recipient = await recipientByKey(uow, input.recipient, rules.calendar.dateAt(at));
    if (recipient === undefined || !(await isTheirs(uow, recipient, projectId))) return undefined;
    const { organizationId: toOrganizationId } = recipient;
    const before = { organizationId: complaint.organizationId, ...(await handedBefore(uow, complaint.id)) };
    const no = refuseRecipient(recipient, before) ?? refuseConsent(input, at);
    if (no !== undefined) return no;
    const handOverId = newId<"HandOver">();
    const to = { toOrganizationId, toProjectId: (projectId ?? null) as ProjectId | null };
    return {
      events: [event("complaint.handed_over", { handOverId, toOrganizationId, sharing })],
      rows: [putHandOver({ ...place, id: handOverId, at, ...to, ...offered(input) })],
    };
  },
});

/** Whether the project, where one is named, is the recipient's and within the reach of whoever hands over. */
async function isTheirs(
  uow: UnitOfWork,
  { organizationId }: { readonly organizationId: OrganizationId },
  projectId: string | undefined,
): Promise<boolean> {
  if (projectId === undefined) return true;
  if (projectId === "" || !reaches(uow.scope.reach, { organizationId, projectId })) return false;
  return (await organizationOfProject(uow, projectId as ProjectId)) === organizationId;
}
