import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";
import { eventually } from "../testing/eventually.js";
import type { Party } from "../testing/party.js";
import { livelyComplaint } from "../testing/lively.js";
import { subscriptionsOf, type Operation } from "../testing/operations.js";
import { someOf, tell } from "./figures.js";
import { idSites } from "./graphql-matrix.js";
import { CANARY, openGraphqlWorld, type GraphqlWorld } from "./graphql-world.js";

/* Whatever leaves the house without being asked for again. */

let world: GraphqlWorld;
let subscriptions: readonly Operation[];

beforeAll(async () => {
  world = await openGraphqlWorld();
  subscriptions = subscriptionsOf(world.schema, () => undefined);
}, 90_000);
afterAll(async () => {
  await (world as GraphqlWorld | undefined)?.house.stop();
});

/** Every word that comes over one socket, errors among them. */
class Ear {
  readonly words: string[] = [];
  readonly #client: Client;

  constructor({ url, token }: Party) {
    this.#client = createClient({
      url: url.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
      onNonLazyError: () => undefined,
    });
  }

  /** Follows a subscription; answers the words that come over it. */
  follow({ query }: Operation, variables: Readonly<Record<string, unknown>>): readonly string[] {
    const own: string[] = [];
    const hear = (said: unknown): void => {
      const word = JSON.stringify(said) || String(said);
      own.push(word);
      this.words.push(word);
    };
    this.#client.subscribe({ query, variables }, { next: hear, error: hear, complete: () => undefined });
    return own;
  }

  async close(): Promise<void> {
    await this.#client.dispose();
  }
}

describe("every subscription that introspection finds", () => {
  it("brings nothing of another organization or another tenant, whatever id it is asked for", async () => {
    const mine = new Ear(world.asker);
    const sites = idSites(subscriptions);
    const outOfReach = Object.values(world.outOfReach).flat();
    const plain = subscriptions.map((operation) => mine.follow(operation, operation.variables()));
    const asked = new Ear(world.asker);
    const aimed = sites.flatMap(([operation, site]) =>
      someOf(outOfReach, 10).map((id) => asked.follow(operation, operation.variables(site, id))),
    );
    // What is heard says that the socket stands.
    await livelyComplaint(world.group, { at: "subsidiary-1", canary: "mine" });
    await eventually(
      async () => plain.map(({ length }) => length),
      (heard) => heard.every((count) => count > 0),
    );
    await livelyComplaint(world.stranger, { at: "subsidiary-1", canary: CANARY });
    await livelyComplaint(world.group, { at: "subsidiary-2", canary: CANARY });
    const before = plain.map(({ length }) => length);
    await livelyComplaint(world.group, { at: "subsidiary-1", canary: "mine" });
    await eventually(
      async () => plain.map(({ length }) => length),
      (heard) => heard.every((count, index) => count > (before[index] ?? 0)),
    );
    const said = [...mine.words, ...asked.words].join("\n");
    expect(said).toContain("mine");
    expect(said).not.toContain(CANARY);
    expect(world.house.logged.join("\n")).not.toContain(CANARY);
    for (const id of outOfReach) expect(mine.words.join("\n")).not.toContain(id);
    expect(aimed.flat().filter((word) => word.includes('"data":{'))).toEqual([]);
    expect(subscriptions.length).toBeGreaterThan(1);
    tell({ matrix: "push", cells: plain.length + aimed.length });
    await Promise.all([mine.close(), asked.close()]);
  }, 90_000);
});
