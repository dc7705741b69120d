import { createServer, connect, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openDatabase, type Database } from "@hearken/postgres";
import { readinessOf } from "./health.js";
import { ScratchHouse, SETS } from "./testing/scratch-house.js";

/** A way to the database that can be cut. */
class Cable {
  readonly #sockets = new Set<Socket>();
  isCut = false;
  private constructor(
    readonly server: Server,
    readonly port: number,
  ) {}

  static async to({ port, hostname }: URL): Promise<Cable> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const cable = new Cable(server, (server.address() as { port: number }).port);
    server.on("connection", (near) => {
      if (cable.isCut) return near.destroy();
      const far = connect(Number(port), hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        cable.#sockets.add(one);
        one.on("error", () => other.destroy()).on("close", () => other.destroy());
        one.pipe(other);
      }
      return near;
    });
    return cable;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }
}

let house: ScratchHouse;
let cable: Cable;
let database: Database;
beforeAll(async () => {
  house = await ScratchHouse.open();
  const url = new URL(house.url);
  cable = await Cable.to(url);
  url.port = String(cable.port);
  url.hostname = "127.0.0.1";
  database = await openDatabase({ url: url.href, poolSize: 2 });
});
afterAll(async () => {
  await database.close();
  cable.cut();
  cable.server.close();
  await house.close();
});

describe("readiness", () => {
  it("falls when the database is away, says so, and comes back by itself", async () => {
    const readiness = readinessOf({ database, migrations: SETS });
    expect(await readiness()).toEqual([]);
    cable.cut();
    expect(await readiness()).toEqual(["the database is away"]);
    cable.mend();
    expect(await readiness()).toEqual([]);
  });

  it("is denied while migrations are behind the code, naming them", async () => {
    const later = { service: "kit_test", migrations: [{ id: "20270101T0900-later", kind: "expand" as const, up: [] }] };
    expect(await readinessOf({ database, migrations: [...SETS, later] })()).toEqual([
      "migration kit_test/20270101T0900-later is not applied",
    ]);
  });

  it("is denied for reasons of the service's own, and when the answer takes too long", async () => {
    expect(await readinessOf({ database, migrations: [], also: [() => "the journal lags"] })()).toEqual([
      "the journal lags",
    ]);
    const never = (): Promise<undefined> => new Promise(() => undefined);
    expect(await readinessOf({ database, migrations: [], also: [never], timeout: 20 })()).toEqual([
      "the database does not answer",
    ]);
  });
});
