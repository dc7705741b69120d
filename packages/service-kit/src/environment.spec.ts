import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { BadEnvironment, readEnvironment } from "./environment.js";

const schema = z.object({ PORT: z.coerce.number().int(), DATABASE_URL: z.url(), NAME: z.string().default("x") });

describe("the environment", () => {
  it("is read with its defaults; an empty setting counts as absent", () => {
    expect(readEnvironment(schema, { PORT: "4000", DATABASE_URL: "postgres://h/d", NAME: "" })).toEqual({
      PORT: 4000,
      DATABASE_URL: "postgres://h/d",
      NAME: "x",
    });
  });

  it("is refused with every problem at once, without repeating a value", () => {
    const read = (): unknown => readEnvironment(schema, { PORT: "four", DATABASE_URL: "s3cret" });
    expect(read).toThrow(BadEnvironment);
    expect(read).toThrow(/PORT[^]*DATABASE_URL/);
    expect(read).not.toThrow(/s3cret/);
  });
});
