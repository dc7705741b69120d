import "reflect-metadata";

export * from "./clause.js";
export * from "./connection.js";
export * from "./connection.graphql.js";
export * from "./context.js";
export * from "./cursor.js";
export * from "./described.js";
export * from "./duration.js";
export * from "./fault.js";
export * from "./input.js";
export * from "./merge.js";
export { withOwnersTexts, type Part } from "./merge-documents.js";
export * from "./principal.js";
export * from "./refusal.graphql.js";
export * from "./rulebook.js";
export * from "./scalars.js";
export * from "./subgraph.js";
export * from "./text.js";
