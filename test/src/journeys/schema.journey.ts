import { describe, expect, it } from "@jest/globals";
import {
  buildClientSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
  type IntrospectionQuery,
} from "graphql";
import { openHouse, type TestHouse } from "../testing/house.js";

async function schemaOf(house: TestHouse): Promise<string> {
  const group = await house.found();
  const introspection = await group.as("headquarters").ask<IntrospectionQuery>(getIntrospectionQuery());
  return printSchema(lexicographicSortSchema(buildClientSchema(introspection)));
}

export function oneSchema(house: () => TestHouse): void {
  describe("the schema at the door", () => {
    it("is the one that the house has together", async () => {
      const other = await openHouse("together", { isRunning: false, on: house().test });
      try {
        const schema = await schemaOf(house());
        expect(schema).toContain("type Complaint ");
        expect(schema).toBe(await schemaOf(other));
      } finally {
        await other.stop();
      }
    });
  });
}
