import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { carriedClauses, publishedRegulation, publishedRegulations } from "@hearken/regulation";
import { asking, type Ask } from "@hearken/service-kit/testing/asking";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { directory } from "../service.js";
import { buildWorld, type World } from "../testing/world.harness.js";

let test: TestDatabase;
let ask: Ask;
let world: World;

beforeAll(async () => {
  const service = directory();
  test = await testDatabase({ entities: service.entities });
  ask = asking(test.database, service);
  world = await buildWorld(test.database);
});
afterAll(() => test.close());

const regulations = publishedRegulations()
  .filter(({ isOverlay }) => !isOverlay)
  .flatMap(({ code, version }) => publishedRegulation(code, version) ?? [])
  .map((file) => ({
    code: file.regulation,
    version: file.version,
    carried: carriedClauses(file).map(({ id, showings }) => ({
      id,
      places: [...new Set(showings.map(({ place }) => place))],
    })),
  }));

type Shown = Readonly<Record<string, { clauses: { id: string; zh: string; en: string }[] } | null>>;

describe.each(regulations.map((one) => [one.code, one] as const))(
  "the API shows what %s carries",
  (code, regulation) => {
    const { version, carried } = regulation;
    const places = [...new Set(carried.flatMap((one) => one.places))];
    let shown: Shown = {};

    // One query for all of them, as a portal would ask for the acts that it offers.
    beforeAll(async () => {
      const at = places.map((place, index) => `p${index}: guidance(at: ${JSON.stringify(place)}) { ...Shown }`);
      const { data, codes } = await ask(
        world.south,
        `query ($code: String!, $version: Int) { regulation(code: $code, version: $version) { ${at.join("\n")} } }
       fragment Shown on Guidance { clauses { id zh: text(language: ZH_CN) en: text(language: EN) } }`,
        { code, version },
      );
      expect(codes).toEqual([]);
      shown = data["regulation"] as Shown;
    });

    it.each(carried.map(({ id, places: at }) => [id, at.join(", "), at] as const))(
      "carried %s is answered at %s in both languages",
      (id, _said, at) => {
        for (const place of at) {
          const clause = shown[`p${places.indexOf(place)}`]?.clauses.find((one) => one.id === id);
          expect({ place, zh: clause?.zh }).toEqual({ place, zh: expect.stringMatching(/[\u4e00-\u9fff]/) });
          expect({ place, en: clause?.en }).toEqual({ place, en: expect.stringMatching(/[a-z]/) });
        }
      },
    );
  },
);
