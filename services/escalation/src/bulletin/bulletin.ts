import { event } from "@hearken/contracts";
import { isRefusal, refuse, type Actor, type Refusal } from "@hearken/kernel";
import { permits, type Rules, type Standing } from "@hearken/regulation";

/*
 * Bulletin: a notification (通报) that a regulation demands. It is opened with the obligation that demands it, issued by
 * writing its sections, and withdrawn when nobody owes it any more.
 */

/** One section as it was issued. */
export interface BulletinSection {
  readonly code: string;
  readonly text: string;
}

/** What a decision about a bulletin goes by. */
export interface Demand {
  readonly status: "open" | "issued" | "withdrawn";
  /** Codes of the sections that it must have. */
  readonly demanded: readonly string[];
  readonly clause: string;
}

/** The bulletin that somebody wants to issue. */
export interface Issue extends Demand {
  readonly id: string;
  /** Key of the obligation that demands it. */
  readonly key: string;
  readonly kind: string;
  readonly recipients: readonly string[];
}

/** How the complaint stands this instant, and who acts. */
export interface Circumstances {
  readonly rules: Rules;
  readonly standing: Standing;
  readonly actor: Actor;
}

/** The fact that a bulletin went out. */
export function issuedFact(
  { id, kind, recipients }: Issue,
  sections: readonly BulletinSection[],
): ReturnType<typeof event<"bulletin.issued">> {
  return event("bulletin.issued", {
    bulletinId: id,
    kind,
    to: [...recipients],
    sections: sections.map(({ code }) => code),
  });
}

/** Asks the procedure: the bulletin must be owed still, no gate shut, and no section missing. */
export function refuseIssue(
  bulletin: Issue,
  sections: readonly BulletinSection[],
  { rules, standing, actor }: Circumstances,
): Refusal | undefined {
  const owed = standing.obligations.find(({ key }) => key === bulletin.key);
  if (owed?.isOwed !== true) return refuse("ILLEGAL_TRANSITION", OWED_NO_LONGER);
  const permit = permits(rules, standing, { ...issuedFact(bulletin, sections), actor });
  return isRefusal(permit) ? permit : isComplete(bulletin, sections);
}

/** Refuses what is no open bulletin, or does not have exactly the sections that are demanded. */
export function mayIssue(bulletin: Demand, sections: readonly BulletinSection[]): Refusal | undefined {
  if (bulletin.status === "issued") return refuse("ILLEGAL_TRANSITION", ISSUED);
  if (bulletin.status === "withdrawn") return refuse("ILLEGAL_TRANSITION", WITHDRAWN);
  const twice = sections.find(({ code }, index) => sections.findIndex((other) => other.code === code) !== index);
  if (twice !== undefined) return unfit(twice.code, { en: "stands twice", "zh-CN": "重复" });
  const unknown = sections.find(({ code }) => !bulletin.demanded.includes(code));
  if (unknown !== undefined) return unfit(unknown.code, { en: "is no section of it", "zh-CN": "不属于该通报" });
  return undefined;
}

/** A demanded section that was not written is the regulation's refusal, by the clause of the bulletin. */
export function isComplete(bulletin: Demand, sections: readonly BulletinSection[]): Refusal | undefined {
  const written = new Set(sections.map(({ code }) => code));
  const missing = bulletin.demanded.filter((code) => !written.has(code));
  if (missing.length === 0) return undefined;
  const list = missing.join(", ");
  return refuse(
    "REGULATION",
    { en: `The bulletin lacks: ${list}.`, "zh-CN": `通报缺少以下内容：${list}。` },
    { clause: bulletin.clause, path: ["input", "sections"] },
  );
}

const LONGEST_SHOWN = 60;

function unfit(code: string, why: { readonly en: string; readonly "zh-CN": string }): Refusal {
  // Whoever sends a whole text for a code is not sent it back.
  const shown = [...code].slice(0, LONGEST_SHOWN).join("");
  return refuse(
    "INVALID_INPUT",
    { en: `Section ${shown} ${why.en}.`, "zh-CN": `章节 ${shown} ${why["zh-CN"]}。` },
    { path: ["input", "sections"] },
  );
}

const ISSUED = { en: "The bulletin is issued already.", "zh-CN": "该通报已发出。" };
const WITHDRAWN = { en: "The bulletin is demanded no longer.", "zh-CN": "该通报已无须发出。" };
const OWED_NO_LONGER = { en: "The bulletin is owed no longer.", "zh-CN": "该通报已不再是待办义务。" };
