import {
  isRefusal,
  newId,
  refuse,
  type Actor,
  type ComplaintId,
  type Instant,
  type LocalDate,
  type OrganizationId,
  type ProjectId,
  type Refusal,
  type UnitId,
} from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Rules } from "@hearken/regulation";
import { can, forbidden, reaches, type Platform } from "@hearken/service-kit";
import { sealPerson } from "../complainant/sealed-person.js";
import { refuseUntimely } from "./admission.js";
import { complainantsByReference } from "./complainants-by-reference.query.js";
import type { Complaint } from "./complaint.js";
import { complaintById, complaintBySource } from "./complaint.query.js";
import type { Done } from "./done.js";
import type { FiledComplainant } from "./complaint.repository.js";
import { enterComplaint } from "./enter-complaint.command.js";
import { categorizedEvent, receivedComplaint, receivedEvent, type Filing } from "./filing.js";
import { askGates, beforeReceipt } from "./gates.js";
import { refuseUnknownCategory, refuseUnknownChannel } from "./known-code.js";
import { organizationOfProject, unitSite } from "./site.query.js";
import { rulesOn } from "./rules-on.query.js";
import { stageOn, type Stage } from "./stage.js";

type Rulebook = Platform["rulebook"];

/** What a field makes of an id that is none. */
const MALFORMED = "";

export interface FileComplaint {
  readonly input: Filing;
  readonly principal: Parameters<typeof can>[0];
  readonly rulebook: Rulebook;
  readonly keyring: Platform["keyring"];
  /** Sent together with the rows (or alone, for an import that is there), for whoever writes something of their own. */
  readonly beside?: (done: Done) => Promise<unknown>;
}

/**
 * Takes a complaint in. The same import a second time answers the complaint of the first.
 * `undefined`: the organization, the project, the home or the earlier complaint is not within reach.
 * Statements when nothing has to be looked up: the rows, the append; one round trip.
 */
export async function fileComplaint(uow: UnitOfWork, filing: FileComplaint): Promise<Done | Refusal | undefined> {
  const { input, principal, rulebook } = filing;
  const no = forbidden(principal, "complaint.file") ?? refuseTimes(filing, uow.now) ?? refuseSource(filing);
  if (no !== undefined) return no;
  const organizationId = input.organizationId as OrganizationId;
  const projectId = (input.projectId ?? null) as ProjectId | null;
  if ([input.organizationId, input.projectId, input.unitId, input.previousId].includes(MALFORMED)) return undefined;
  if (!reaches(uow.scope.reach, { organizationId, projectId })) return undefined;
  const imported = await alreadyImported(uow, input);
  if (imported !== undefined) {
    const done = { complaint: imported, warnings: [] };
    await filing.beside?.(done);
    return done;
  }
  const receivedAt = input.receivedAt ?? uow.now;
  const inForce = await rulesOn(uow, rulebook, { organizationId, receivedAt });
  if (inForce === undefined || isRefusal(inForce)) return inForce;
  if (!(await isThere(uow, input))) return undefined;
  const { rules, on } = inForce;
  const unknown = refuseUnknownChannel(rules, input.channel) ?? refuseUnknownCategory(rules, input);
  if (unknown !== undefined) return unknown;
  const home = await stageOfHome(uow, input, on);
  if (home === undefined) return undefined;
  const id = newId<"Complaint">();
  const { tenantId } = uow.scope;
  const { code: regulation, version: regulationVersion } = rules;
  const complaint = receivedComplaint(input, { tenantId, id, receivedAt, on, regulation, regulationVersion });
  return write(uow, { filing, complaint, rules, stage: home.stage });
}

interface Writing {
  readonly filing: FileComplaint;
  readonly complaint: Complaint;
  readonly rules: Rules;
  readonly stage: Stage | undefined;
}

async function write(uow: UnitOfWork, { filing, complaint, rules, stage }: Writing): Promise<Done | Refusal> {
  const { input, principal } = filing;
  const complainants = await complainantsOf(uow, filing);
  const complainantIds = complainants.map(({ id }) => id);
  const received = receivedEvent(input, complaint, { complainantIds, stage });
  const actor: Actor = principal.actor;
  // Nothing has happened to it yet; a category that comes with it is settled as any other.
  const proposed = [received, ...categorizedEvent(input)].map((event) => ({ ...event, actor }));
  const warnings = askGates(rules, () => beforeReceipt(rules, complaint.receivedAt), proposed);
  if (isRefusal(warnings)) return warnings;
  const done = { complaint, warnings };
  await Promise.all([
    enterComplaint(uow, { complaint, complainants, events: [received], actor }),
    filing.beside?.(done),
  ]);
  return done;
}

/** The people of the input; who was referred to before is the same person, and nobody stands behind it twice. */
async function complainantsOf(
  uow: UnitOfWork,
  { input, keyring }: Pick<FileComplaint, "input" | "keyring">,
): Promise<FiledComplainant[]> {
  const { organizationId, projectId, complainants } = input;
  const references = complainants.map(({ reference }) => reference).filter((one) => one !== undefined);
  const known =
    references.length === 0
      ? new Map<string, string>()
      : await complainantsByReference(uow, { organizationId, projectId: projectId ?? null, references });
  const keys = await keyring.of(uow);
  const people = complainants.map(({ reference, customerType, ...said }): FiledComplainant => {
    const knownId = reference === undefined ? undefined : known.get(reference);
    const id = knownId ?? newId<"Complainant">();
    const { name, phone = null, address = null, identityNumber = null } = said;
    return {
      id,
      sealed: knownId === undefined ? sealPerson(keys, id, { name, phone, address, identityNumber }) : undefined,
      reference: reference ?? null,
      customerType: customerType ?? null,
      isKnown: knownId !== undefined,
    };
  });
  return [...new Map(people.map((one) => [one.reference ?? one.id, one])).values()];
}

function refuseTimes({ input, principal }: FileComplaint, now: Instant): Refusal | undefined {
  const mayImport = can(principal, "complaint.import");
  return (
    refuseUntimely(input.receivedAt, { now, mayImport, field: "receivedAt" }) ??
    refuseUntimely(input.callEndedAt, { now, mayImport: true, field: "callEndedAt" }) ??
    refuseUntimely(input.postedAt, { now, mayImport: true, field: "postedAt" })
  );
}

function refuseSource({ input, principal }: FileComplaint): Refusal | undefined {
  const { source, sourceRef } = input;
  if (source === undefined && sourceRef === undefined) return undefined;
  if (!can(principal, "complaint.import")) return refuse("FORBIDDEN", IMPORTS_ONLY, { path: ["input", "source"] });
  const absent = source === undefined ? "source" : sourceRef === undefined ? "sourceRef" : undefined;
  return absent === undefined ? undefined : refuse("INVALID_INPUT", BOTH, { path: ["input", absent] });
}

async function alreadyImported(uow: UnitOfWork, { source, sourceRef }: Filing): Promise<Complaint | undefined> {
  if (source === undefined || sourceRef === undefined) return undefined;
  return complaintBySource(uow, source, sourceRef);
}

/** Whether the project and the earlier complaint of the input are where the input says. */
async function isThere(uow: UnitOfWork, { organizationId, projectId, previousId }: Filing): Promise<boolean> {
  if (projectId !== undefined && (await organizationOfProject(uow, projectId as ProjectId)) !== organizationId)
    return false;
  if (previousId === undefined) return true;
  return (await complaintById(uow, previousId as ComplaintId)) !== undefined;
}

/** `undefined` when the home is not within reach, or stands in another project. */
async function stageOfHome(
  uow: UnitOfWork,
  input: Filing,
  on: LocalDate,
): Promise<{ stage: Stage | undefined } | undefined> {
  if (input.unitId === undefined) return { stage: undefined };
  const home = await unitSite(uow, input.unitId as UnitId);
  return home === undefined || home.projectId !== input.projectId ? undefined : { stage: stageOn(on, home) };
}

const IMPORTS_ONLY = { en: "Only an import names its source.", "zh-CN": "仅数据导入可以填写来源。" };
const BOTH = { en: "A source and the id there go together.", "zh-CN": "来源与来源编号须同时填写。" };
