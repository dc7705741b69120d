export * from "./actor.js";
export * from "./id.js";
export * from "./instant.js";
export * from "./json.js";
export * from "./localized.js";
export * from "./money.js";
export * from "./refusal.js";
export * from "./scope.js";
