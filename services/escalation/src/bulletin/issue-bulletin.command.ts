import { append, history, lock } from "@hearken/journal";
import { refuse, type Actor, type Refusal, type StreamId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { evaluate } from "@hearken/regulation";
import type { Platform } from "@hearken/service-kit";
import type { BulletinRow } from "../standing/projection.js";
import { reEvaluate } from "../standing/re-evaluate-complaint.command.js";
import { issuedFact, mayIssue, refuseIssue, type BulletinSection } from "./bulletin.js";
import { writeSections } from "./bulletin.repository.js";
import { bulletinsById } from "./bulletins.query.js";

export interface IssueBulletin {
  readonly bulletinId: string;
  readonly sections: readonly BulletinSection[];
  /** The version of the complaint's history that the writer knew. */
  readonly expectedVersion: number | null;
}

/**
 * Issues a bulletin: what it says, the fact, and what follows from the fact, in one transaction.
 * Refuses ILLEGAL_TRANSITION, STALE_VERSION, INVALID_INPUT, and REGULATION by the clause of a shut gate or of a missing
 * section. `undefined` when there is no such bulletin within reach.
 */
export async function issueBulletin(
  uow: UnitOfWork,
  { bulletinId, sections, expectedVersion }: IssueBulletin,
  { actor, rulebook }: { readonly actor: Actor; readonly rulebook: Platform["rulebook"] },
): Promise<BulletinRow | Refusal | undefined> {
  const [known] = await bulletinsById(uow, [bulletinId]);
  if (known === undefined) return undefined;
  const streamId = known.complaintId as string as StreamId;
  const [stream, [bulletin]] = await Promise.all([lock(uow, streamId), bulletinsById(uow, [bulletinId])]);
  if (stream === undefined || bulletin === undefined) return undefined;
  if (expectedVersion !== null && expectedVersion !== stream.version) return stale(stream.version);
  const refusal = mayIssue(bulletin, sections) ?? (await decide(uow, { bulletin, sections, actor, rulebook }));
  if (refusal !== undefined) return refusal;
  await append(uow, {
    stream: { id: streamId, kind: "complaint", organizationId: stream.organizationId, projectId: stream.projectId },
    expected: stream.version,
    events: [issuedFact(bulletin, sections)],
    actor,
  });
  await writeSections(uow, bulletinId, sections);
  await reEvaluate(uow, { rulebook, complaintIds: [bulletin.complaintId] });
  return (await bulletinsById(uow, [bulletinId]))[0];
}

interface Deciding {
  readonly bulletin: BulletinRow;
  readonly sections: readonly BulletinSection[];
  readonly actor: Actor;
  readonly rulebook: Platform["rulebook"];
}

/** Asks the procedure about the complaint as it stands this instant. */
async function decide(
  uow: UnitOfWork,
  { bulletin, sections, actor, rulebook }: Deciding,
): Promise<Refusal | undefined> {
  const { complaintId, regulation, regulationVersion: version, organizationId } = bulletin;
  const [past, rules] = await Promise.all([
    history(uow, complaintId as string as StreamId),
    rulebook.of(uow, { regulation, version, organizationId }),
  ]);
  const standing = evaluate(rules.regulation, past, uow.now);
  return refuseIssue(bulletin, sections, { rules: rules.regulation, standing, actor });
}

function stale(currentVersion: number): Refusal {
  return refuse(
    "STALE_VERSION",
    { en: "The complaint has changed since.", "zh-CN": "该投诉在此期间已有变化。" },
    { currentVersion, path: ["input", "expectedVersion"] },
  );
}
