import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { compileFunction } from "node:vm";
import { collect, type CollectedTest } from "./collected-tests.shim.js";

const DIST = path.resolve(import.meta.dirname, "..");
const SHIM = import.meta.resolve("./collected-tests.shim.js");

/** A specification of this package as it was compiled. */
export interface Compiled {
  /** Its path below `src`. */
  readonly source: string;
  /** What it declares, evaluated anew each time: everything that it prepares is prepared again, and forgotten with it. */
  readonly declared: () => Promise<readonly CollectedTest[]>;
}

type Namespace = Readonly<Record<string, unknown>>;
type Evaluate = (modules: Readonly<Record<string, Namespace>>, meta: object) => Promise<void>;

/** Every specification that was compiled and whose source still stands. */
export function compiledSpecifications(): readonly Compiled[] {
  const sources = globSync("**/*.spec.ts", { cwd: path.resolve(DIST, "..", "src") }).sort();
  return sources.flatMap((source): Compiled[] => {
    const file = path.join(DIST, source.replace(/\.ts$/, ".js"));
    if (!existsSync(file)) return [];
    let evaluate: Promise<() => Promise<void>> | undefined;
    const declared = async (): Promise<readonly CollectedTest[]> => collect(await (evaluate ??= compile(file)));
    return [{ source, declared }];
  });
}

/**
 * A specification as a function: what Node imports as a module it keeps for good, and with it every regulation that the
 * module ever prepared. What it imports in turn is this program's own, once for all.
 */
async function compile(file: string): Promise<() => Promise<void>> {
  const url = pathToFileURL(file).href;
  const { body, imports } = asFunctionBody(readFileSync(file, "utf8"));
  const loading = imports.map(async (name) => [name, (await import(resolve(name, url))) as Namespace] as const);
  const modules = Object.fromEntries(await Promise.all(loading));
  const evaluate = compileFunction(body, ["modules", "meta"], { filename: file }) as Evaluate;
  return () => evaluate(modules, { url, filename: file, dirname: path.dirname(file) });
}

const resolve = (specifier: string, from: string): string =>
  specifier === "@jest/globals"
    ? SHIM
    : specifier.startsWith(".")
      ? new URL(specifier, from).href
      : import.meta.resolve(specifier);

const IMPORT = /^import (?:(\w+)(?:, )?)?(?:\* as (\w+)|\{([^}]*)\})? ?from "([^"]+)";$/gm;

/** The imports that the compiler writes become constants; a form that it does not write stays, and does not compile. */
function asFunctionBody(module: string): { readonly body: string; readonly imports: readonly string[] } {
  const imports: string[] = [];
  const text = module
    .replace(IMPORT, (_statement, ...[byDefault, all, names, from = ""]: (string | undefined)[]) => {
      imports.push(from);
      const namespace = `modules[${JSON.stringify(from)}]`;
      return [
        ...(byDefault === undefined ? [] : [`const ${byDefault} = ${namespace}.default;`]),
        ...(all === undefined ? [] : [`const ${all} = ${namespace};`]),
        ...(names === undefined ? [] : [`const {${names.replaceAll(" as ", ": ")}} = ${namespace};`]),
      ].join(" ");
    })
    .replace(/^export /gm, "")
    .replaceAll("import.meta", "meta");
  return { body: `return (async () => {${text}\n})();`, imports };
}
