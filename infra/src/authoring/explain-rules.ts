import {
  clauseText,
  describeRules,
  namesOfRules,
  nearest,
  type RegulationFile,
  type RuleInWords,
} from "@hearken/regulation";
import { refuse, say } from "./say.js";

/** Says in words every rule that a word names: a code, an act that gates refuse, or a clause with all that cite it. */
export function explainRules(file: RegulationFile, named: string): void {
  const rules = describeRules(file, named);
  const isClause = clauseText(file, named) !== undefined;
  if (isClause) sayClause(file, named, "");
  if (rules.length > 0) {
    for (const rule of rules) sayRule(file, rule, { asks: !isClause });
    return;
  }
  if (isClause) {
    refuse(`nothing in ${file.regulation} cites ${named}`);
    return;
  }
  const meant = nearest(named, namesOfRules(file));
  refuse(`${file.regulation} has no rule ${named}${meant === undefined ? "" : `; did you mean ${meant}?`}`);
}

/** `asks`: with the text of its clauses. */
function sayRule(file: RegulationFile, { kind, code, zh, en, clauses, lines }: RuleInWords, { asks }: Asked): void {
  say([`${kind} ${code}`.trim(), ...(zh === "" && en === "" ? [] : [`${zh} / ${en}`])].join("  "));
  for (const [key, said] of lines) say(`  ${key}: ${said}`);
  if (asks) for (const id of clauses) sayClause(file, id, "  ");
}

interface Asked {
  readonly asks: boolean;
}

function sayClause(file: RegulationFile, id: string, indent: string): void {
  say(`${indent}${id}`);
  for (const text of Object.values(clauseText(file, id) ?? {})) if (text !== "") say(`${indent}  ${text}`);
}
