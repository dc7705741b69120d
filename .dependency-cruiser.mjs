/**
 * Who may import whom: the table of CONTRIBUTING.md, as rules. Arrows point down and inward.
 * Packages are met as others meet them, by what they publish (`dist`); types count as imports.
 */
const packagesBelow = {
  kernel: [],
  contracts: ["kernel"],
  calendar: ["kernel"],
  regulation: ["kernel", "contracts", "calendar"],
  postgres: ["kernel"],
  journal: ["kernel", "contracts", "postgres"],
  "graphql-kit": ["kernel", "contracts", "calendar", "regulation", "postgres"],
  "service-kit": ["kernel", "contracts", "calendar", "regulation", "postgres", "journal", "graphql-kit"],
  testing: ["kernel", "contracts", "calendar", "regulation", "postgres", "journal", "graphql-kit", "service-kit"],
};

const published = (names) => `^packages/(${names.join("|")})/dist/`;
const library = (names) => `(^|/)node_modules/(${names.join("|")})/`;

/** A file of the noun `$1` (a capture: service and folder) whose role is one of `roles`; "pure" is a file without one. */
const own = (...roles) => `^$1/[^/.]+${ending(roles)}\\.ts$`;
const anyNoun = (...roles) => `^$2/src/[^/]+/[^/.]+${ending(roles)}\\.ts$`;
const ending = ([first, ...rest]) =>
  first !== "pure" ? `\\.(${[first, ...rest].join("|")})` : rest.length > 0 ? `(\\.(${rest.join("|")}))?` : "";

const nounFile = (suffix) => `^((services/[^/]+)/src/(?!migrations/)[^/]+)/[^/.]+${suffix}\\.ts$`;
const gateway = "^services/gateway/";
const spec = "\\.spec\\.ts$";

/** What a reader needs of Node: nothing that reaches outside of the process. */
const core = "^(node:)?(stream|crypto)$";

const purePackages = ["kernel", "contracts", "calendar", "regulation"];
const data = [...purePackages, "postgres", "journal"];

/** What a file with this ending may import; everything else is refused. */
const table = [
  { suffix: "", name: "pure", may: [own("pure"), published(purePackages), library(["zod"])] },
  {
    suffix: "\\.table",
    name: "table",
    may: [own("pure"), published([...purePackages, "postgres"]), library(["typeorm"])],
  },
  {
    suffix: "\\.(repository|query|loader)",
    name: "repository-query-loader",
    may: [
      own("pure", "table", "repository", "query"),
      anyNoun("pure"),
      published([...data, "graphql-kit", "service-kit"]),
      library(["typeorm", "dataloader"]),
    ],
  },
  {
    suffix: "\\.reader",
    name: "reader",
    may: [own("pure", "reader"), published(purePackages), library(["csv-parse", "sax", "yauzl"]), core],
  },
  {
    suffix: "\\.command",
    name: "command",
    may: [
      own("pure", "repository", "query", "reader", "command"),
      anyNoun("pure", "command", "query"),
      published([...data, "service-kit"]),
      library(["zod"]),
    ],
  },
  {
    suffix: "\\.graphql",
    name: "graphql",
    may: [
      anyNoun("pure", "graphql"),
      published([...purePackages, "graphql-kit"]),
      library(["type-graphql", "graphql", "graphql-scalars", "class-validator"]),
    ],
  },
  {
    suffix: "\\.resolver",
    name: "resolver",
    may: [
      anyNoun("pure", "graphql", "command", "query", "loader"),
      published([...purePackages, "graphql-kit", "service-kit"]),
      library(["type-graphql", "graphql", "graphql-scalars"]),
    ],
  },
  {
    suffix: "\\.(consumer|job)",
    name: "consumer-job",
    may: [anyNoun("pure", "command", "query"), published([...data, "service-kit"])],
  },
].map(({ suffix, name, may }) => ({
  name: `service-${name}`,
  severity: "error",
  comment: `What a ${name} file may import stands in the table of CONTRIBUTING.md.`,
  from: { path: nounFile(suffix), pathNot: [gateway] },
  to: { pathNot: may },
}));

const layers = Object.entries(packagesBelow).map(([name, below]) => ({
  name: `package-${name}`,
  severity: "error",
  comment: `${name} stands on ${below.join(", ") || "nothing"}.`,
  from: { path: `^packages/${name}/src/`, pathNot: spec },
  to: {
    path: "^(packages|services|infra|test)/",
    pathNot: [`^packages/${name}/src/`, ...(below.length > 0 ? [published(below)] : [])],
  },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...layers,
    ...table,
    {
      name: "no-cycle",
      severity: "error",
      comment: "Of two files that need each other one is in the wrong place.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-other-service",
      severity: "error",
      comment: "Services speak through the event contracts alone.",
      from: { path: "^services/([^/]+)/" },
      to: { path: "^services/", pathNot: "^services/$1/" },
    },
    {
      name: "not-what-stands-above",
      severity: "error",
      comment: "Nothing below knows the composition or the tests of the whole.",
      from: { path: "^(packages|services)/" },
      to: { path: "^(infra|test)/" },
    },
    {
      name: "not-another's-source",
      severity: "error",
      comment: "A workspace is met by what it publishes.",
      from: { path: "^((?:packages|services)/[^/]+|infra|test)/" },
      to: { path: "^((packages|services)/[^/]+|infra|test)/src/", pathNot: "^$1/" },
    },
    {
      name: "pure-packages-do-nothing",
      severity: "error",
      comment: "A file without a role suffix is pure: no I/O.",
      from: { path: "^packages/(contracts|calendar|regulation)/src/", pathNot: "\\.[a-z]+\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "tests-stay-outside",
      severity: "error",
      comment: "What runs in production does not know what tests it.",
      from: { path: "^(packages|services|infra)/", pathNot: [spec, "/testing/", "^infra/src/run-tests\\.ts$"] },
      to: { path: [library(["@jest/globals", "fast-check"]), "^packages/testing/", spec] },
    },
    {
      name: "declared",
      severity: "error",
      comment: "What is imported is declared in the package's own package.json.",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "Build first: `tsc -b`.",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "/dist/"] },
    exclude: { path: ["/dist/.*\\.d\\.ts$"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    moduleSystems: ["es6"],
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".js"],
    },
  },
};
