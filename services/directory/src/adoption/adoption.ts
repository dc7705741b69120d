import {
  refuse,
  type Id,
  type Instant,
  type LocalDate,
  type OrganizationId,
  type Refusal,
  type TenantId,
} from "@hearken/kernel";

export type AdoptionId = Id<"Adoption">;

/** An organization goes by a version of a regulation from a day on, with its choices where the source is ambiguous. */
export interface Adoption {
  readonly tenantId: TenantId;
  readonly id: AdoptionId;
  readonly organizationId: OrganizationId;
  readonly regulation: string;
  readonly version: number;
  readonly effectiveFrom: LocalDate;
  readonly readings: Readings;
  /** Code of the calendar that the organization works by. */
  readonly calendar: string;
  readonly adoptedAt: Instant;
}

/** What was chosen for each ambiguity that the regulation names. */
export type Readings = Readonly<Record<string, Reading>>;
export type Reading = string | number | boolean;

/** One ambiguity of a regulation: what holds when nobody chooses, and what may be chosen; anything of the same type when there are no choices. */
export interface Choice {
  readonly default: Reading;
  readonly choices?: readonly Reading[] | undefined;
}

/** What the directory must know of the published regulations; composition hands it in. */
export interface PublishedRegulations {
  exists(code: string, version: number): boolean;
  /** The ambiguities of a published version; `{}` for one that is not published. */
  readings(code: string, version: number): Readonly<Record<string, Choice>>;
  /** The regulation that an overlay builds on; `undefined` for what is no overlay. */
  baseline(code: string, version: number): { readonly regulation: string; readonly version: number } | undefined;
}

const CODE = /^[a-z][a-z0-9-]{0,63}$/;

/** Why a version with these readings cannot be adopted; `undefined` when it can. */
export function refuseAdoption(
  wanted: Pick<Adoption, "regulation" | "version" | "readings" | "calendar">,
  published: PublishedRegulations,
): Refusal | undefined {
  const { regulation, version, readings } = wanted;
  if (!CODE.test(regulation) || !CODE.test(wanted.calendar)) {
    const path = ["input", CODE.test(regulation) ? "calendar" : "regulation"];
    return refuse("INVALID_INPUT", { en: "This is not a code.", "zh-CN": "代码格式不对。" }, { path });
  }
  if (!published.exists(regulation, version)) {
    return refuse(
      "INVALID_INPUT",
      {
        en: `There is no published version ${version} of ${regulation}.`,
        "zh-CN": `规程 ${regulation} 没有已发布的第 ${version} 版。`,
      },
      { path: ["input", "regulation"] },
    );
  }
  const known = new Map(Object.entries(published.readings(regulation, version)));
  for (const [name, chosen] of Object.entries(readings)) {
    const path = ["input", "readings", name];
    const choice = known.get(name);
    if (choice === undefined) {
      const names = [...known.keys()].join(", ");
      return refuse(
        "INVALID_INPUT",
        { en: `No such reading; there are: ${names}.`, "zh-CN": `没有此项解读，可选：${names}。` },
        { path },
      );
    }
    if (typeof chosen !== typeof choice.default || choice.choices?.includes(chosen) === false) {
      const choices = choice.choices?.join(", ") ?? typeof choice.default;
      return refuse("INVALID_INPUT", { en: `Choose one of: ${choices}.`, "zh-CN": `只能选择：${choices}。` }, { path });
    }
  }
  return undefined;
}

/**
 * The readings that an API's words say, each in the type of its ambiguity; an unknown name keeps its word, for
 * `refuseAdoption` to refuse. Refused: a name twice.
 */
export function readReadings(
  chosen: readonly { readonly name: string; readonly value: string }[],
  choices: Readonly<Record<string, Choice>>,
): Readings | Refusal {
  const readings = new Map<string, Reading>();
  for (const { name, value } of chosen) {
    if (readings.has(name)) {
      return refuse(
        "INVALID_INPUT",
        { en: "A reading is chosen twice.", "zh-CN": "同一项解读选择了两次。" },
        { path: ["input", "readings", name] },
      );
    }
    readings.set(name, inTypeOf(Object.hasOwn(choices, name) ? choices[name]?.default : undefined, value));
  }
  return Object.fromEntries(readings);
}

function inTypeOf(example: Reading | undefined, word: string): Reading {
  if (typeof example === "number" && /^-?\d{1,15}(\.\d{1,6})?$/.test(word)) return Number(word);
  if (typeof example === "boolean" && (word === "true" || word === "false")) return word === "true";
  return word;
}
