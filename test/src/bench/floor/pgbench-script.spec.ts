import { describe, expect, it } from "@jest/globals";
import { pgbenchScript, type TypedStatement } from "./pgbench-script.js";

const ID = "0193d5c0-0001-7000-8000-00000000000a";
const OTHER = "0193d5c0-0001-7000-8000-00000000000b";
const TENANT = "0193d5c0-0001-7000-8000-000000000001";

const sent = (id: string): TypedStatement[] => [
  { text: "begin", values: [], types: [], roundTrip: 1 },
  {
    text: "insert into t values ($1, $2,\n $3, $2::text)",
    values: [TENANT, id, null],
    types: ["uuid", "uuid", "int8"],
    roundTrip: 1,
  },
  { text: "select $1::jsonb", values: [`{"id":"${id}","n":"20250305-7K3Q9M"}`], types: ["jsonb"], roundTrip: 2 },
];

describe("a script for pgbench", () => {
  const script = pgbenchScript(sent(ID), sent(OTHER));
  const [, , first, second] = script.text.split("\n");

  it("sends together what was sent together", () => {
    expect(script.text.split("\n").filter((line) => line.endsWith("pipeline"))).toHaveLength(4);
    expect(first).toBe("begin;");
  });

  it("keeps what every request has the same as a parameter of its type, and null as null", () => {
    expect(second).toContain("(:p1_0)::uuid");
    expect(second).toContain("null::int8");
    expect(script.variables["p1_0"]).toBe(TENANT);
  });

  it("makes what is another in each request anew, the same one wherever it stands", () => {
    expect(script.text).not.toContain(`'${ID}')::uuid`);
    const made = /\(lpad\(to_hex\(:base::int8 \+ :seq::int8\), 12, '0'\) \|\| '7000/;
    expect(second).toMatch(made);
    expect(script.text).toMatch(/replace\(:p2_0::text, '0193d5c0-0001-7000-8000-00000000000a', \(lpad/);
    expect(script.variables["p1_1"]).toBeUndefined();
  });
});
