import { afterAll, beforeAll, describe } from "@jest/globals";
import { openHouse, type Mode, type TestHouse } from "../testing/house.js";
import { adoption } from "./adoption.journey.js";
import { audit } from "./audit.journey.js";
import { bulkImport } from "./bulk-import.journey.js";
import { handOver } from "./hand-over.journey.js";
import { handling } from "./handling.journey.js";
import { program } from "./program.journey.js";
import { headquarters } from "./headquarters.journey.js";
import { reach } from "./reach.journey.js";
import { reconnecting } from "./reconnecting.journey.js";
import { repair } from "./repair.journey.js";
import { risingLevel } from "./rising-level.journey.js";
import { ruleBesideAction } from "./rule-beside-action.journey.js";
import { sameMatter } from "./same-matter.journey.js";
import { oneSchema } from "./schema.journey.js";
import { telephoneComplaint } from "./telephone-complaint.journey.js";
import { validity } from "./validity.journey.js";

const JOURNEYS = [
  telephoneComplaint,
  risingLevel,
  handling,
  headquarters,
  handOver,
  sameMatter,
  validity,
  reconnecting,
  reach,
  program,
  bulkImport,
  audit,
  adoption,
  repair,
  ruleBesideAction,
  oneSchema,
];

/** Walks every journey through one house; each founds a group of its own in it. */
export function journeys(mode: Mode): void {
  let house: TestHouse | undefined;
  const opened = (): TestHouse => {
    if (house === undefined) throw new Error("the house is not open");
    return house;
  };
  describe(`the house ${mode}`, () => {
    beforeAll(async () => {
      house = await openHouse(mode);
    }, 60_000);
    afterAll(() => house?.stop(), 60_000);
    for (const journey of JOURNEYS) journey(opened);
  });
}
