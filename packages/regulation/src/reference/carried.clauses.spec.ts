import { describe, expect, it } from "@jest/globals";
import { publishedRegulation, publishedRegulations } from "../file/published.source.js";
import type { RegulationFile } from "../file/schema.js";
import { clauseText } from "../register/clause-text.source.js";
import { regulationOf } from "../testing/complaint-case.js";
import { carriedClauses, type Showing } from "./carried.js";
import { referenceAt } from "./reference.js";

/** What must be shown is taken from the files as they are published; whether it is, from the ones that are put to the proof. */
const regulations = publishedRegulations()
  .filter(({ isOverlay, version }) => !isOverlay && version === 1)
  .flatMap(({ code }) => publishedRegulation(code, 1) ?? []);

/** Whether the clause stands at the place, and all that brought it there with it. */
function shows(file: RegulationFile, id: string, { place, by, code }: Showing): unknown {
  const reference = referenceAt(file, place);
  const named = (one: { readonly code: string }): boolean => one.code === code;
  return {
    clause: reference?.clauses.some((one) => one.id === id && one.by === by && one.code === code),
    script: by === "script" ? reference?.scripts.find(named) : undefined,
    checklist: by === "checklist" ? reference?.checklists.find(named) : undefined,
  };
}

describe.each(regulations.map((file) => [file.regulation, file] as const))(
  "what %s says where it applies",
  (code, published) => {
    const carried = carriedClauses(published);

    it.each(
      carried.map(
        ({ id, showings }) => [id, [...new Set(showings.map(({ place }) => place))].join(", "), showings] as const,
      ),
    )("carried %s is shown at %s", (id, _places, showings) => {
      const file = regulationOf(code);
      for (const showing of showings)
        expect({ showing, ...(shows(file, id, showing) as object) }).toEqual({
          showing,
          ...(shows(published, id, showing) as object),
          clause: true,
        });
      const text = clauseText(file, id);
      expect(text?.["zh-CN"]).toMatch(/[\u4e00-\u9fff]/);
      expect(text?.en).toMatch(/[a-z]/);
    });
  },
);
