export { testEnvironment, type TestEnvironment } from "./environment.js";
export { dyingAfter, guarded, Killed, type Guard } from "./failing-database.js";
export { FIRST_INSTANT, handClock, installHandClock, type HandClock } from "./hand-clock.js";
export { testDatabase, type TestDatabase } from "./test-database.js";
