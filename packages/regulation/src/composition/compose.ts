import { nearest } from "../file/problem.js";
import type { RegulationFile } from "../file/schema.js";
import type { KeyPath } from "../file/shaped-document.js";
import type { Adds, Overlay, Stricter } from "./overlay.schema.js";
import {
  stricterChecklist,
  stricterDuty,
  stricterForm,
  stricterLevel,
  stricterNotice,
  stricterObligation,
  stricterRetention,
  stricterStep,
  type Changing,
} from "./stricter.js";

/*
 * Baseline: the regulation of a group's headquarters. Overlay: what a subsidiary asks for beyond it, stricter only.
 * Composition: both in one, an ordinary regulation. Loosening: an overlay that would let something be done later, told to
 * fewer, kept for less; it is refused with the rule and both values.
 */

/** Something that an overlay may not say. */
export interface Loosening {
  /** Where the overlay says it. */
  readonly path: KeyPath;
  /** The rule and its key: `obligations.relay_phone.due`. */
  readonly rule: string;
  /** `PT45M is longer than the baseline's PT30M`. */
  readonly message: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

export type Composition =
  | {
      readonly kind: "composed";
      readonly file: RegulationFile;
      /** Where a key of the composed file stands in the overlay; `undefined` for what the baseline says. */
      readonly origin: (path: KeyPath) => KeyPath | undefined;
    }
  | { readonly kind: "refused"; readonly loosenings: readonly Loosening[] };

/** `obligations.relay_phone.due: PT45M is longer than the baseline's PT30M` */
export function describeLoosening({ rule, message, suggestion }: Loosening): string {
  return `${rule}: ${message}${suggestion === undefined ? "" : `; did you mean "${suggestion}"?`}`;
}

/** The baseline with what the overlay says more strictly; refused with every loosening at once. */
export function compose(baseline: RegulationFile, overlay: Overlay): Composition {
  const composer = new Composer(baseline, overlay);
  const file = composer.file();
  const { loosenings } = composer;
  return loosenings.length > 0
    ? { kind: "refused", loosenings }
    : { kind: "composed", file, origin: (path) => composer.origin(path) };
}

type Section = keyof Stricter | keyof Adds;
type Entry<K extends Section> = RegulationFile[K][number];
type Reading = RegulationFile["readings"][string];
type Change<K extends keyof Stricter> = Stricter[K][number];
type Tighten<K extends keyof Stricter> = (baseline: Entry<K>, change: Change<K>, changing: Changing) => Entry<K>;

const nameOf = (entry: object): string =>
  "code" in entry ? String(entry.code) : "name" in entry ? String(entry.name) : "";

class Composer {
  readonly loosenings: Loosening[] = [];
  /** Where in the overlay each place of the composed file comes from. */
  readonly #origins = new Map<string, KeyPath>();

  constructor(
    readonly baseline: RegulationFile,
    readonly overlay: Overlay,
  ) {}

  file(): RegulationFile {
    const { baseline, overlay } = this;
    const { regulation, version, title, effectiveFrom } = overlay;
    if (baseline.regulation !== overlay.baseline.regulation || baseline.version !== overlay.baseline.version)
      this.#note(["baseline"], "baseline", `${baseline.regulation} version ${baseline.version} is another regulation`);
    if (effectiveFrom < baseline.effectiveFrom)
      this.#note(
        ["effectiveFrom"],
        "effectiveFrom",
        `${effectiveFrom} is before the baseline's ${baseline.effectiveFrom}`,
      );
    return {
      ...baseline,
      ...{ regulation, version, title, effectiveFrom },
      clauses: [...baseline.clauses, ...overlay.clauses],
      readings: this.#readings(),
      posts: this.#added("posts"),
      facts: this.#added("facts"),
      moments: this.#added("moments"),
      derived: this.#added("derived"),
      steps: this.#both("steps", stricterStep),
      forms: this.#both("forms", stricterForm),
      checklists: this.#both("checklists", stricterChecklist),
      scripts: this.#added("scripts"),
      levels: this.#tightened("levels", stricterLevel),
      obligations: this.#both("obligations", stricterObligation),
      notices: this.#both("notices", stricterNotice),
      gates: this.#added("gates"),
      duties: this.#both("duties", stricterDuty),
      retention: this.#both("retention", stricterRetention),
      metrics: this.#added("metrics"),
      guidance: this.#added("guidance"),
    };
  }

  origin(path: KeyPath): KeyPath | undefined {
    for (let length = path.length; length > 0; length -= 1) {
      const from = this.#origins.get(path.slice(0, length).join("."));
      if (from !== undefined) return [...from, ...path.slice(length)];
    }
    return undefined;
  }

  #note(path: KeyPath, rule: string, message: string): void {
    this.loosenings.push({ path, rule, message });
  }

  #both<K extends keyof Stricter & keyof Adds>(section: K, tighten: Tighten<K>): RegulationFile[K] {
    return this.#joined(section, this.#tightened(section, tighten));
  }

  #added<K extends keyof Adds>(section: K): RegulationFile[K] {
    return this.#joined(section, this.baseline[section]);
  }

  #tightened<K extends keyof Stricter>(section: K, tighten: Tighten<K>): RegulationFile[K] {
    const entries: Entry<K>[] = [...this.baseline[section]];
    const changes: readonly Change<K>[] = this.overlay.stricter[section];
    const changed = new Set<string>();
    changes.forEach((change, at) => {
      const { code } = change;
      const path = ["stricter", section, at];
      const index = entries.findIndex((entry) => nameOf(entry) === code);
      const entry = entries[index];
      if (entry === undefined) {
        this.loosenings.push(unknown(path, `${section}.${code}`, { code, known: entries.map(nameOf) }));
        return;
      }
      if (changed.has(code)) this.#note([...path, "code"], `${section}.${code}`, "is changed twice");
      changed.add(code);
      const note: Changing["note"] = (key, message) => {
        this.#note([...path, key], `${section}.${code}.${key}`, message);
      };
      entries[index] = tighten(entry, change, { note, readings: this.baseline.readings });
      this.#originsOf([section, index], path, { entry, change });
    });
    return entries as RegulationFile[K];
  }

  /** What was replaced stands where the change says it; what was appended is counted from the end of the baseline's. */
  #originsOf(
    composed: KeyPath,
    path: KeyPath,
    { entry, change }: { readonly entry: object; readonly change: object },
  ): void {
    for (const [key, value] of Object.entries(change)) {
      const before: unknown = (entry as Record<string, unknown>)[key];
      if (!Array.isArray(value) || !Array.isArray(before) || key === "due" || key === "pauses") {
        this.#origins.set([...composed, key].join("."), [...path, key]);
        continue;
      }
      value.forEach((_, index) => {
        this.#origins.set([...composed, key, before.length + index].join("."), [...path, key, index]);
      });
    }
  }

  #joined<K extends keyof Adds>(section: K, entries: RegulationFile[K]): RegulationFile[K] {
    const known = new Set(entries.map(nameOf).filter((name) => name !== ""));
    const added: readonly Entry<K>[] = this.overlay.adds[section];
    added.forEach((entry, at) => {
      const name = nameOf(entry);
      const path = ["adds", section, at];
      if (known.has(name)) {
        const where = section in this.overlay.stricter ? "; say under `stricter` what is stricter about it" : "";
        this.#note([...path, "code" in entry ? "code" : "name"], `${section}.${name}`, `the baseline has it${where}`);
      }
      this.#origins.set([section, entries.length + at].join("."), path);
    });
    return [...entries, ...added] as RegulationFile[K];
  }

  #readings(): RegulationFile["readings"] {
    const { readings } = this.baseline;
    const pinned = Object.entries(this.overlay.readings).flatMap(([name, value]): [string, Reading][] => {
      const path = ["readings", name];
      const reading = readings[name];
      if (reading === undefined) {
        this.loosenings.push(unknown(path, path.join("."), { code: name, known: Object.keys(readings) }));
        return [];
      }
      if (reading.default !== value)
        this.#note(
          path,
          path.join("."),
          `${String(value)} is not the baseline's ${reading.default}: which of two readings is stricter cannot be told`,
        );
      this.#origins.set(path.join("."), path);
      return [[name, { ...reading, choices: [value] }]];
    });
    return { ...readings, ...Object.fromEntries(pinned) };
  }
}

function unknown(
  path: KeyPath,
  rule: string,
  { code, known }: { readonly code: string; readonly known: readonly string[] },
): Loosening {
  const suggestion = nearest(code, known);
  const problem = { path, rule, message: "the baseline has no such rule" };
  return suggestion === undefined ? problem : { ...problem, suggestion };
}
