import { existsSync, readFileSync, readdirSync } from "node:fs";
import { graphql, typescript, withoutDirectives } from "@hearken/lint";

/** Rules of the house style (CONTRIBUTING.md). Comments cannot switch one off: a rule that fights good code is changed here, for all. */
const specs = ["**/*.spec.ts", "**/testing/**/*.ts", "test/**/*.ts"];
const drawers = "{util,utils,helper,helpers,common,shared,misc,types}";
const pureFiles = ["services/*/src/*/*.ts", "packages/{calendar,contracts,regulation}/src/**/*.ts"];
/** The gateway is all edge: sockets, limits and tokens go by the clock of their process. */
const filesWithARole = ["**/*.*.ts", "**/migrations/**", "**/testing/**", "services/gateway/**"];

const readsTheEnvironment = {
  object: "process",
  property: "env",
  message: "Only environment.ts reads the environment, and reports every problem at once.",
};
const readsAClock = [
  { object: "Date", property: "now", message: "A file without a role suffix is pure: `now` comes in as a value." },
  { object: "Math", property: "random", message: "A file without a role suffix is pure: chance comes in as a value." },
  {
    object: "performance",
    property: "now",
    message: "A file without a role suffix is pure: `now` comes in as a value.",
  },
];

/** Our own functions; a callback takes what its library gives, decorated parameters and those that are fields are named anyway. */
const takesTooMuch = [
  "FunctionDeclaration[params.length>3]",
  "VariableDeclarator > ArrowFunctionExpression[params.length>3]",
  "MethodDefinition > FunctionExpression[params.length>3]:not(:has(> TSParameterProperty, > Identifier[decorators.length>0]))",
].map((selector) => ({ selector, message: "Three parameters at most, else an object." }));

const restrictedSyntax = (...more) => ["error", ...takesTooMuch, ...more];

const source = {
  // `return answer(…)` ends a callback and says so.
  "@typescript-eslint/no-confusing-void-expression": "off",
  "@typescript-eslint/no-meaningless-void-operator": "off",
  // GraphQL's enums are their words.
  "@typescript-eslint/no-unsafe-enum-assignment": "off",
  "@typescript-eslint/no-unsafe-enum-comparison": "off",
  "@typescript-eslint/no-extraneous-class": ["error", { allowWithDecorator: true }],
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: "only-allowed-literals" }],
  // `[...text]` is the code points of a text, by which lengths are counted.
  "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
  "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
  "@typescript-eslint/only-throw-error": ["error", { allowThrowingUnknown: true }],
  "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true, boolean: true } }],
  "@typescript-eslint/restrict-plus-operands": ["error", { allowNumberAndString: true }],
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
  "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  // A row's type is told to a statement, not found by it: `rows<Row>(statement)`.
  "@typescript-eslint/no-unnecessary-type-parameters": "off",
  // A resolver gives the plain value of its noun, which the compiler holds against the class that shows it.
  "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
  // It would demand the `!` that another rule forbids.
  "@typescript-eslint/non-nullable-type-assertion-style": "off",
  // An implementation of an asynchronous port may have nothing to wait for.
  "@typescript-eslint/require-await": "off",
  eqeqeq: ["error", "always", { null: "ignore" }],
  "max-lines": ["error", { max: 300 }],
  "max-lines-per-function": ["error", { max: 70, skipComments: true }],
  "no-console": "error",
  "no-restricted-imports": [
    "error",
    { paths: [{ name: "node:process", importNames: ["env"], message: readsTheEnvironment.message }] },
  ],
  "no-restricted-properties": ["error", readsTheEnvironment],
  "no-restricted-syntax": restrictedSyntax(),
  "object-shorthand": "error",
  "prefer-const": "error",
};

const specification = {
  "max-lines": ["error", { max: 500 }],
  // A `describe` is a list of facts, not a function.
  "max-lines-per-function": "off",
  // Matchers such as `expect.any(String)` are typed `any`.
  "@typescript-eslint/no-unsafe-assignment": "off",
  "@typescript-eslint/unbound-method": "off",
  "no-restricted-syntax": [
    "error",
    {
      selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo)$/]",
      message: "Every specification runs.",
    },
  ],
};

const contract = {
  "@graphql-eslint/naming-convention": [
    "error",
    {
      types: "PascalCase",
      FieldDefinition: { style: "camelCase", ignorePattern: "^_(service|entities)$" },
      InputValueDefinition: "camelCase",
      EnumValueDefinition: "UPPER_CASE",
    },
  ],
  "@graphql-eslint/no-hashtag-description": "error",
  "@graphql-eslint/require-description": [
    "error",
    {
      types: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
      // The framework gives the three roots no description.
      ignoredSelectors: ["[type=ObjectTypeDefinition][name.value=/^(Query|Mutation|Subscription)$/]"],
    },
  ],
};

const connections = {
  "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
  "@graphql-eslint/relay-connection-types": "error",
  "@graphql-eslint/relay-edge-types": [
    "error",
    { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
  ],
  "@graphql-eslint/relay-page-info": "error",
};

/** The committed schema of every service, each judged by itself. */
const schemas = readdirSync("services")
  .map((service) => ({ service, file: `services/${service}/schema.graphql` }))
  .filter(({ file }) => existsSync(file))
  .map(({ service, file }) => ({ service, file, sdl: readFileSync(file, "utf8") }));

const projects = Object.fromEntries(
  schemas.map(({ service, file, sdl }) => [service, { schema: withoutDirectives(sdl), include: file }]),
);

const contracts = schemas.map(({ file, sdl }) => ({
  files: [file],
  plugins: { "@graphql-eslint": graphql },
  languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { projects } } },
  rules: /^type \w+Connection\b/m.test(sdl) ? { ...contract, ...connections } : contract,
}));

export default [
  { ignores: ["**/dist/", "**/node_modules/", "**/coverage/", ".hearken/", "**/.turbo/"] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" } },
  ...[...typescript.configs.strictTypeChecked, ...typescript.configs.stylisticTypeChecked].map((config) => ({
    ...config,
    files: ["**/*.ts"],
  })),
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: source,
  },
  {
    files: pureFiles,
    ignores: filesWithARole,
    rules: {
      "no-restricted-properties": ["error", readsTheEnvironment, ...readsAClock],
      "no-restricted-syntax": restrictedSyntax(
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: readsAClock[0].message },
        { selector: "Decorator", message: "A file without a role suffix is pure: its types carry no decorator." },
      ),
    },
  },
  { files: ["**/environment.ts"], rules: { "no-restricted-properties": "off" } },
  { files: specs, rules: specification },
  // The command line speaks to a person.
  { files: ["infra/**", "test/src/bench/**"], rules: { "no-console": "off" } },
  {
    files: [`**/${drawers}.ts`, `**/${drawers}/**/*.ts`, `**/*.${drawers}.ts`],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "Program", message: "A drawer is not a name: say what the file is about." },
      ],
    },
  },
  ...contracts,
];
