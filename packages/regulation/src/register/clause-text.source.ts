import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Localized } from "@hearken/kernel";
import { parse } from "yaml";
import type { RegulationFile } from "../file/schema.js";
import { clauseById } from "./register.source.js";

const FOLDER = new URL("../../register/zh-CN/", import.meta.url);

let chinese: ReadonlyMap<string, string> | undefined;

/** What a clause says in both languages: one of the registers', or of the regulation's own. `undefined` when neither has it. */
export function clauseText(file: Pick<RegulationFile, "clauses">, id: string): Localized | undefined {
  const own = file.clauses.find((clause) => clause.id === id);
  if (own !== undefined) return { "zh-CN": own.zh, en: own.en };
  const clause = clauseById(id);
  return clause === undefined ? undefined : { "zh-CN": inChinese(id), en: clause.requirement };
}

/** The wording that the product carries in Chinese; "" for a clause that has none. */
function inChinese(id: string): string {
  chinese ??= new Map(
    (existsSync(FOLDER) ? readdirSync(FOLDER) : []).flatMap((name) => textsIn(new URL(name, FOLDER))),
  );
  return chinese.get(id) ?? "";
}

function textsIn(file: URL): readonly (readonly [string, string])[] {
  const texts = parse(readFileSync(file, "utf8")) as Readonly<Record<string, string>>;
  return Object.entries(texts).map(([id, text]) => [id, text.trim()]);
}
