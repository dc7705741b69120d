import { afterAll, beforeAll, beforeEach, expect } from "@jest/globals";
import { openKeyring, temporaryMasterKeys } from "@hearken/service-kit";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { intake } from "../service.js";
import { outcomeOf, send, succeed, type Input } from "./complaints.harness.js";
import { elsewhere, latestTakenOver, seenBy, type Carrying, type Side } from "./hand-over.harness.js";
import { buildWorld, traces, type House, type World } from "./world.harness.js";

interface Opened extends Carrying {
  readonly test: TestDatabase;
  readonly ask: Ask;
}

/** What a specification of hand-overs stands on: a database of its own, and a world anew before each test. */
export function handOverHouse() {
  const keyring = openKeyring(temporaryMasterKeys());
  const sent: string[] = [];
  let opened: Opened | undefined;
  let built: World | undefined;
  const house = (): Opened => opened ?? missing();
  const world = (): World => built ?? missing();

  beforeAll(async () => {
    const service = intake();
    const onStatement = ({ name }: { readonly name: string | undefined }): void => void sent.push(name ?? "typeorm");
    const test = await testDatabase({ entities: service.entities, poolSize: 20, onStatement });
    opened = { test, ask: asking(test.database, service, keyring), database: test.database, keyring };
  });
  afterAll(() => opened?.test.close());
  beforeEach(async () => {
    built = await buildWorld(house().database);
  });

  const now = (): Promise<unknown> => traces(house().database, world().tenantId);
  const nothingFrom = async (asker: Asker, mutation: string, input: Input): Promise<unknown> => {
    const before = await now();
    const outcome = outcomeOf(await send(house().ask, asker, { mutation, input }), mutation);
    expect(await now()).toEqual(before);
    return outcome;
  };
  return {
    /** Names of the statements that were sent, oldest first. */
    sent,
    house,
    world,
    now,
    nothingFrom,
    seen: (asker: Asker, id: string): Promise<Side> => seenBy(house().ask, asker, id),
    change: (...what: Parameters<typeof elsewhere>[2]): Promise<void> =>
      elsewhere(house().database, world().tenantId, what),
    /** What the recipient has of it; nothing of the wall in between is asked. */
    taken: async ({ organizationId }: Pick<House, "organizationId">): Promise<string> =>
      (await latestTakenOver(house().database, { tenantId: world().tenantId, organizationId })) ?? missing(),
    on: (asker: Asker, complaintId: string) => ({
      does: (mutation: string, input: Input = {}): Promise<Record<string, unknown>> =>
        succeed(house().ask, asker, { mutation, input: { complaintId, ...input } }),
      refuses: (mutation: string, input: Input = {}): Promise<unknown> =>
        nothingFrom(asker, mutation, { complaintId, ...input }),
    }),
  };
}

function missing(): never {
  throw new Error("it is not there");
}
