/** Unit specs run anywhere; integration specs find their database through `HEARKEN_TEST_DATABASE_URL` (see infra/src/run-tests.ts). */
export default {
  rootDir: import.meta.dirname,
  roots: ["<rootDir>/packages", "<rootDir>/services", "<rootDir>/infra", "<rootDir>/test"],
  testMatch: ["**/src/**/*.spec.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["/dist/"],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false },
          target: "es2024",
          keepClassNames: true,
        },
        module: { type: "es6" },
      },
    ],
  },
  maxWorkers: 2,
  testTimeout: 30_000,
};
