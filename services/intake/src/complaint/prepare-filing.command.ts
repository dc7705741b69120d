import type { NewEvent } from "@hearken/contracts";
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
import { sealPerson, type Sealing } from "../complainant/sealed-person.js";
import { refuseUntimely } from "./admission.js";
import type { Complaint } from "./complaint.js";
import type { FiledComplainant } from "./complaint.repository.js";
import type { Done } from "./done.js";
import type { FilingLookups } from "./filing-lookups.query.js";
import { categorizedEvent, receivedComplaint, receivedEvent, type Filing } from "./filing.js";
import { askGates, beforeReceipt } from "./gates.js";
import { refuseUnknownCategory, refuseUnknownChannel } from "./known-code.js";
import { rulesOn } from "./rules-on.query.js";
import { stageOn, type Stage } from "./stage.js";

/** What a field makes of an id that is none. */
const MALFORMED = "";

/** Somebody's filing, and what it is judged with. */
export interface ProposedFiling {
  readonly input: Filing;
  readonly principal: Parameters<typeof can>[0];
  readonly rulebook: Platform["rulebook"];
  readonly keyring: Platform["keyring"];
  readonly lookups: FilingLookups;
}

/** A complaint that may be filed: what is to be written, and nothing of it is. */
export interface PreparedFiling extends Done {
  readonly isThere: false;
  readonly complainants: readonly FiledComplainant[];
  readonly received: NewEvent;
}

/** The complaint of the same import before. */
export interface ImportedBefore {
  readonly isThere: true;
  readonly complaint: Complaint;
}

/**
 * Judges a filing by everything that may refuse it. The same import a second time answers the complaint of the first.
 * `undefined`: the organization, the project, the home or the earlier complaint is not within reach.
 */
export async function prepareFiling(
  uow: UnitOfWork,
  filing: ProposedFiling,
): Promise<PreparedFiling | ImportedBefore | Refusal | undefined> {
  const { input, principal, rulebook, lookups } = filing;
  const no = forbidden(principal, "complaint.file") ?? refuseTimes(filing, uow.now) ?? refuseSource(filing);
  if (no !== undefined) return no;
  const organizationId = input.organizationId as OrganizationId;
  const projectId = (input.projectId ?? null) as ProjectId | null;
  if ([input.organizationId, input.projectId, input.unitId, input.previousId].includes(MALFORMED)) return undefined;
  if (!reaches(uow.scope.reach, { organizationId, projectId })) return undefined;
  const imported = await importedBefore(lookups, input);
  if (imported !== undefined) return { isThere: true, complaint: imported };
  const receivedAt = input.receivedAt ?? uow.now;
  const inForce = await rulesOn(uow, rulebook, { organizationId, receivedAt });
  if (inForce === undefined || isRefusal(inForce)) return inForce;
  if (!(await isPlaced(lookups, input))) return undefined;
  const { rules, on } = inForce;
  const unknown = refuseUnknownChannel(rules, input.channel) ?? refuseUnknownCategory(rules, input);
  if (unknown !== undefined) return unknown;
  const home = await stageOfHome(lookups, input, on);
  if (home === undefined) return undefined;
  const id = newId<"Complaint">();
  const { tenantId } = uow.scope;
  const { code: regulation, version: regulationVersion } = rules;
  const complaint = receivedComplaint(input, { tenantId, id, receivedAt, on, regulation, regulationVersion });
  return withPeople(uow, { filing, complaint, rules, stage: home.stage });
}

interface Judging {
  readonly filing: ProposedFiling;
  readonly complaint: Complaint;
  readonly rules: Rules;
  readonly stage: Stage | undefined;
}

async function withPeople(
  uow: UnitOfWork,
  { filing, complaint, rules, stage }: Judging,
): Promise<PreparedFiling | Refusal> {
  const { input, principal, lookups, keyring } = filing;
  const [known, keys] = [await knownPeople(lookups, input), await keyring.of(uow)];
  // Nothing is waited for from here on: of many filings at once, each knows whom those before it entered.
  const complainants = complainantsOf(input, { known, keys });
  const complainantIds = complainants.map(({ id }) => id);
  const received = receivedEvent(input, complaint, { complainantIds, stage });
  const actor: Actor = principal.actor;
  // Nothing has happened to it yet; a category that comes with it is settled as any other.
  const proposed = [received, ...categorizedEvent(input)].map((event) => ({ ...event, actor }));
  const warnings = askGates(rules, () => beforeReceipt(rules, complaint.receivedAt), proposed);
  if (isRefusal(warnings)) return warnings;
  for (const { reference, id } of complainants) if (reference !== null) known.set(reference, id);
  return { isThere: false, complaint, complainants, received, warnings };
}

function knownPeople(lookups: FilingLookups, input: Filing): Promise<Map<string, string>> | Map<string, string> {
  const { organizationId, projectId, complainants } = input;
  const references = complainants.map(({ reference }) => reference).filter((one) => one !== undefined);
  return references.length === 0
    ? new Map()
    : lookups.people({ organizationId, projectId: projectId ?? null, references });
}

/** The people of the input; who was referred to before is the same person, and nobody stands behind it twice. */
function complainantsOf(
  { complainants }: Filing,
  { known, keys }: { readonly known: ReadonlyMap<string, string>; readonly keys: Sealing },
): FiledComplainant[] {
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

function refuseTimes({ input, principal }: ProposedFiling, now: Instant): Refusal | undefined {
  const mayImport = can(principal, "complaint.import");
  return (
    refuseUntimely(input.receivedAt, { now, mayImport, field: "receivedAt" }) ??
    refuseUntimely(input.callEndedAt, { now, mayImport: true, field: "callEndedAt" }) ??
    refuseUntimely(input.postedAt, { now, mayImport: true, field: "postedAt" })
  );
}

function refuseSource({ input, principal }: ProposedFiling): Refusal | undefined {
  const { source, sourceRef } = input;
  if (source === undefined && sourceRef === undefined) return undefined;
  if (!can(principal, "complaint.import")) return refuse("FORBIDDEN", IMPORTS_ONLY, { path: ["input", "source"] });
  const absent = source === undefined ? "source" : sourceRef === undefined ? "sourceRef" : undefined;
  return absent === undefined ? undefined : refuse("INVALID_INPUT", BOTH, { path: ["input", absent] });
}

async function importedBefore(lookups: FilingLookups, input: Filing): Promise<Complaint | undefined> {
  const { organizationId, projectId, source, sourceRef } = input;
  if (source === undefined || sourceRef === undefined) return undefined;
  return lookups.imported({ organizationId, projectId: projectId ?? null, source, ref: sourceRef });
}

/** Whether the project and the earlier complaint of the input are where the input says. */
async function isPlaced(lookups: FilingLookups, { organizationId, projectId, previousId }: Filing): Promise<boolean> {
  if (projectId !== undefined && (await lookups.organizationOf(projectId as ProjectId)) !== organizationId)
    return false;
  return previousId === undefined || lookups.isThere(previousId as ComplaintId);
}

/** `undefined` when the home is not within reach, or stands in another project. */
async function stageOfHome(
  lookups: FilingLookups,
  input: Filing,
  on: LocalDate,
): Promise<{ stage: Stage | undefined } | undefined> {
  if (input.unitId === undefined) return { stage: undefined };
  const home = await lookups.home(input.unitId as UnitId);
  return home === undefined || home.projectId !== input.projectId ? undefined : { stage: stageOn(on, home) };
}

const IMPORTS_ONLY = { en: "Only an import names its source.", "zh-CN": "仅数据导入可以填写来源。" };
const BOTH = { en: "A source and the id there go together.", "zh-CN": "来源与来源编号须同时填写。" };
