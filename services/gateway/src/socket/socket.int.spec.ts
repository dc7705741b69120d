import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { event } from "@hearken/contracts";
import { newId, type ComplaintId, type Instant } from "@hearken/kernel";
import { WebSocket } from "ws";
import { GatewayWorld, type WorldOptions } from "../testing/gateway-world.js";
import { HIDDEN, KNOWN } from "../testing/small-services.js";
import { DEFAULT_SOCKET_LIMITS } from "./socket-limit.js";
import { Subscriber } from "../testing/subscriber.js";

const QUERY = `subscription ($filter: ChangeFilter, $after: String) {
  complaintChanges(filter: $filter, after: $after) { cursor type occurredAt it: complaint { id subject obligations { code } } } }`;

let world: GatewayWorld;
let opened: Subscriber[];

async function begin(options: WorldOptions): Promise<void> {
  world = await GatewayWorld.open(options);
  opened = [];
}
afterEach(async () => {
  for (const one of opened) one.socket.terminate();
  await world.close();
});

async function subscribe(token: string, variables: object = {}, query = QUERY): Promise<Subscriber> {
  const subscriber = await Subscriber.connect(world.url, { authorization: `Bearer ${token}` });
  opened.push(subscriber);
  subscriber.subscribe("1", query, variables);
  await subscriber.settled();
  return subscriber;
}

describe.each(["together", "apart"] as const)("a subscription to changes, %s", (mode) => {
  beforeEach(() => begin({ mode }));

  it("shows each change with the complaint as it is now", async () => {
    const subscriber = await subscribe(await world.enter({ subject: "anna" }));
    const [appended] = await world.happen(KNOWN);
    expect(await subscriber.next()).toEqual({
      complaintChanges: {
        cursor: appended?.cursor,
        type: "validity.questioned",
        occurredAt: expect.stringMatching(/Z$/),
        it: { id: KNOWN, subject: "about 01", obligations: [{ code: "a" }, { code: "b" }] },
      },
    });
  });

  it("shows an obligation's change with its complaint and itself", async () => {
    const token = await world.enter({ subject: "anna" });
    const query = "subscription { obligationChanges { type key complaint { subject } obligation { code } } }";
    const subscriber = await subscribe(token, {}, query);
    await world.happen(KNOWN, {}, [
      event("validity.questioned", {}),
      event("obligation.met", { key: "a", code: "a", late: false }),
    ]);
    expect(await subscriber.next()).toEqual({
      obligationChanges: {
        type: "obligation.met",
        key: "a",
        complaint: { subject: "about 01" },
        obligation: { code: "a" },
      },
    });
  });

  it("passes over what the graph does not show to the subscriber", async () => {
    const subscriber = await subscribe(await world.enter({ subject: "anna" }));
    await world.happen(HIDDEN);
    await world.happen(KNOWN);
    expect(await subscriber.next()).toMatchObject({ complaintChanges: { it: { id: KNOWN } } });
  });
});

describe("a subscription to changes", () => {
  beforeEach(() => begin({}));

  it("shows only what lies within the subscriber's reach and filter, and never another tenant's", async () => {
    const ours = newId<"Organization">();
    const project = newId<"Project">();
    const officer = await subscribe(await world.enter({ subject: "officer", organizationIds: [ours] }));
    const partner = await subscribe(await world.enter({ subject: "partner", projectIds: [project] }));
    const filtered = await subscribe(await world.enter({ subject: "anna" }), {
      filter: { complaintId: KNOWN, types: ["complaint.urged"] },
    });
    const [first, second, third] = [1, 2, 3].map((n) => `${KNOWN.slice(0, -1)}${n}` as ComplaintId) as [
      ComplaintId,
      ComplaintId,
      ComplaintId,
    ];
    await world.happen(newId<"Complaint">(), { tenantId: newId<"Tenant">(), organizationId: ours, projectId: project });
    await world.happen(second, { organizationId: newId<"Organization">() });
    await world.happen(third, { organizationId: ours, projectId: project });
    await world.happen(first, {}, [event("validity.questioned", {}), event("complaint.urged", {})]);
    expect(await officer.next()).toMatchObject({ complaintChanges: { it: { id: third } } });
    expect(await partner.next()).toMatchObject({ complaintChanges: { it: { id: third } } });
    expect(await filtered.next()).toMatchObject({ complaintChanges: { type: "complaint.urged", it: { id: first } } });
    await subscribe(world.token("anna"));
    expect([officer.waiting, partner.waiting, filtered.waiting]).toEqual([0, 0, 0]);
  });

  it("replays what was missed and goes on live, once each and in order", async () => {
    const token = await world.enter({ subject: "anna" });
    const [before] = await world.happen(KNOWN);
    const missed = [...(await world.happen(KNOWN)), ...(await world.happen(KNOWN))];
    const subscriber = await subscribe(token, { after: before?.cursor });
    const live = [...(await world.happen(KNOWN)), ...(await world.happen(KNOWN))];
    const cursors: unknown[] = [];
    for (let n = 0; n < 4; n += 1)
      cursors.push(((await subscriber.next()) as { complaintChanges: { cursor: string } }).complaintChanges.cursor);
    expect(cursors).toEqual([...missed, ...live].map(({ cursor }) => cursor));
  });

  it("65 asks for the present state when too much was missed", async () => {
    const token = await world.enter({ subject: "anna" });
    const other = await GatewayWorld.open({ tail: { maxReplay: { events: 1, ageMs: 60_000 } } });
    const cursors = [await other.happen(KNOWN), await other.happen(KNOWN), await other.happen(KNOWN)].map(
      ([one]) => one?.cursor,
    );
    const subscriber = await Subscriber.connect(other.url, {
      authorization: `Bearer ${await other.enter({ subject: "anna" })}`,
    });
    subscriber.subscribe("1", QUERY, { after: cursors[0] });
    expect(await subscriber.error()).toMatchObject([{ extensions: { code: "RESYNC_REQUIRED", reason: "too_many" } }]);
    expect(token).not.toBe("");
    subscriber.socket.terminate();
    await other.close();
  });

  it.each([
    [{ after: "forged" }, "BAD_USER_INPUT"],
    [{ filter: { types: ["nothing.happened"] } }, "BAD_USER_INPUT"],
    [{ filter: { types: [] } }, "BAD_USER_INPUT"],
    [{ filter: { organizationId: "x" } }, "NOT_FOUND"],
  ])("refuses %j", async (variables, code) => {
    const subscriber = await subscribe(await world.enter({ subject: "anna" }), variables);
    expect(await subscriber.failure()).toMatchObject([{ extensions: { code } }]);
  });

  it("refuses queries, mutations, unknown fields and whatever is too large", async () => {
    const subscriber = await subscribe(await world.enter({ subject: "anna" }));
    const deep = `subscription { complaintChanges { complaint ${"{ obligations { complaint ".repeat(8)} { id } ${"} }".repeat(8)} } }`;
    for (const [query, code] of [
      ["{ who }", "BAD_REQUEST"],
      ["subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"],
      [deep, "TOO_EXPENSIVE"],
    ] as const) {
      subscriber.subscribe(newId(), query, {});
      expect(await subscriber.error()).toMatchObject([{ extensions: { code } }]);
    }
  });
});

describe("a socket", () => {
  beforeEach(() => begin({ socketLimits: { initWithin: 100, subscriptionsPerSocket: 3, messagesPerSecond: 30 } }));

  it("64 ends when its token expires", async () => {
    await world.enter({ subject: "anna" });
    const subscriber = await subscribe(world.token("anna", 1));
    expect(await subscriber.closed()).toEqual([4403, "The token has expired."]);
  });

  it("64 ends when its holder leaves, or may see something else, though nothing is delivered", async () => {
    const leaving = await subscribe(await world.enter({ subject: "berta" }));
    const changed = await subscribe(await world.enter({ subject: "clara" }));
    const untouched = await subscribe(await world.enter({ subject: "anna" }));
    await world.leave("berta");
    await world.enter({ subject: "clara", organizationIds: [newId<"Organization">()] });
    expect(await leaving.closed()).toEqual([4403, "Your access has changed."]);
    expect(await changed.closed()).toEqual([4403, "Your access has changed."]);
    await world.happen(KNOWN);
    expect(await untouched.next()).toMatchObject({ complaintChanges: { type: "validity.questioned" } });
  });

  it("66 ends by the protocol's codes", async () => {
    const token = await world.enter({ subject: "anna" });
    const authorization = `Bearer ${token}`;
    const raw = (): Promise<Subscriber> => Subscriber.connect(world.url, undefined);
    const silent = await raw();
    const eager = await raw();
    eager.subscribe("1", QUERY, {});
    const double = await Subscriber.connect(world.url, { authorization });
    double.send({ type: "connection_init" });
    const twice = await subscribe(token);
    twice.subscribe("1", QUERY, {});
    const many = await subscribe(token);
    for (let n = 2; n < 6; n += 1) many.subscribe(String(n), QUERY, {});
    const binary = await subscribe(token);
    binary.socket.send(Buffer.from([1, 2, 3]));
    const huge = await subscribe(token);
    huge.socket.send("x".repeat(1_000_000));
    const flood = await subscribe(token);
    for (let n = 0; n < 100; n += 1) flood.socket.ping();
    const stranger = await raw();
    stranger.send({ type: "connection_init", payload: { authorization: "Bearer nonsense" } });
    const anonymous = await Subscriber.connect(world.url, {});
    anonymous.subscribe("1", QUERY, {});
    const all = { silent, eager, double, twice, many, binary, huge, flood, stranger, anonymous };
    const codes = await Promise.all(Object.entries(all).map(async ([name, one]) => [name, (await one.closed())?.[0]]));
    expect(Object.fromEntries(codes)).toEqual({
      silent: 4408,
      eager: 4401,
      double: 4429,
      twice: 4409,
      many: 4429,
      binary: 4400,
      huge: 1009,
      flood: 4429,
      stranger: 4403,
      anonymous: 4401,
    });
  });

  it("takes the token with the first subscription, as the explorer sends it", async () => {
    const token = await world.enter({ subject: "anna" });
    const explorer = await Subscriber.connect(world.url, {});
    opened.push(explorer);
    const extensions = { headers: { authorization: `Bearer ${token}` } };
    explorer.send({
      id: "1",
      type: "subscribe",
      payload: { query: "subscription { complaintChanges { type } }", extensions },
    });
    await explorer.settled();
    await world.happen(KNOWN);
    expect(await explorer.next()).toEqual({ complaintChanges: { type: "validity.questioned" } });
  });

  it("66 refuses another subprotocol", async () => {
    const socket = new WebSocket(world.url.replace("http", "ws"), "graphql-ws");
    const code = new Promise<number>((resolve) => socket.on("error", () => undefined).on("close", resolve));
    expect([4406, 1006]).toContain(await code);
  });
});

describe("a socket whose holder has a grant up to an instant", () => {
  beforeEach(() => begin({ isByHand: true }));

  it("64 hears up to it and ends at it, by the database's clock, though nothing is delivered", async () => {
    const now = await world.clock.now();
    const until = (now + 60_000) as Instant;
    const subscriber = await subscribe(await world.enter({ subject: "berta", validUntil: until }));
    await world.enter({ subject: "berta", organizationIds: [], isUnannounced: true });
    await world.clock.set((until - 1) as Instant);
    await world.happen(KNOWN);
    expect(await subscriber.next()).toMatchObject({ complaintChanges: { it: { id: KNOWN } } });
    await world.clock.set(until);
    expect(await subscriber.closed()).toEqual([4403, "Your access has changed."]);
  });

  it("64 is looked after often enough for the promised two seconds", () => {
    expect(DEFAULT_SOCKET_LIMITS.accessEvery).toBeLessThanOrEqual(1_000);
  });
});

describe("a subscriber that never reads", () => {
  beforeEach(() => begin({}));

  it("63 is ended with its own code, and holds nobody else up", async () => {
    const token = await world.enter({ subject: "anna" });
    const slow = await subscribe(token);
    const quick = await subscribe(token, {}, "subscription { complaintChanges { cursor } }");
    slow.stopReading();
    const wide = Array.from({ length: 40 }, (_, n) => `a${n}: type`).join(" ");
    for (let n = 2; n < 20; n += 1) slow.subscribe(String(n), `subscription { complaintChanges { ${wide} } }`, {});
    const questions = Array.from({ length: 300 }, () => event("validity.questioned", {}));
    for (let n = 0; n < 6; n += 1) {
      await world.happen(KNOWN, {}, questions);
      for (let seen = 0; seen < 300; seen += 1) await quick.next();
    }
    expect(slow.socket.readyState).toBe(WebSocket.OPEN);
    slow.readOn();
    expect([4410, 1006]).toContain((await slow.closed())?.[0]);
  });
});
