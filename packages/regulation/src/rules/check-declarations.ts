import { nearest } from "../file/problem.js";
import { codesAt, PLACE_KINDS } from "../reference/place.js";
import { countsBy } from "../records/numbering.js";
import type { Builder, Path } from "./builder.js";

/** Notes clauses, posts and places that do not exist in what the file declares beside its rules. */
export function checkDeclarations(builder: Builder): void {
  const { file } = builder;
  checkClauses(builder);
  const lists = { steps: file.steps, forms: file.forms };
  for (const [name, list] of Object.entries(lists)) {
    list.forEach(({ by = [] }, index) => {
      by.forEach((post, at) => builder.post(post, [name, index, "by", at]));
    });
  }
  file.facts.forEach(({ by = [] }, index) => {
    by.forEach((post, at) => builder.post(post, ["facts", index, "by", at]));
  });
  file.numbering.forEach((scheme, index) => {
    const path: Path = ["numbering", index];
    scheme.of.forEach((form, at) => builder.recordKind(form, [...path, "of", at]));
    if (scheme.issuers !== undefined) builder.posts(scheme.issuers, { types: [""], path: [...path, "issuers"] });
    if (!countsBy(String(builder.readings[scheme.pattern] ?? scheme.pattern)))
      builder.note([...path, "pattern"], "holds no {number}");
  });
  checkScripts(builder);
  const shown = { checklists: file.checklists, scripts: file.scripts, guidance: file.guidance };
  for (const [name, list] of Object.entries(shown)) {
    list.forEach(({ at }, index) => {
      at.forEach((place, position) => {
        checkPlace(builder, place, [name, index, "at", position]);
      });
    });
  }
}

/** What stands in braces is what it says that it fills, in both languages. */
function checkScripts(builder: Builder): void {
  builder.file.scripts.forEach(({ zh, en, fills }, index) => {
    for (const [language, text] of Object.entries({ zh, en })) {
      const named = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      const path: Path = ["scripts", index, language];
      for (const name of named)
        if (!fills.includes(name)) builder.note(path, `nothing fills {${name}}`, nearest(name, fills));
      for (const name of fills) if (!named.includes(name)) builder.note(path, `does not say {${name}}`);
    }
  });
}

function checkClauses(builder: Builder): void {
  const { file } = builder;
  const lists: Readonly<Record<string, readonly { readonly clause?: string | readonly string[] | undefined }[]>> = {
    posts: file.posts,
    categories: file.categories,
    channels: file.channels,
    facts: file.facts,
    steps: file.steps,
    forms: file.forms,
    checklists: file.checklists,
    scripts: file.scripts,
    guidance: file.guidance,
    pending: file.pending,
    numbering: file.numbering,
  };
  for (const [name, list] of Object.entries(lists)) {
    list.forEach(({ clause }, index) => {
      if (clause !== undefined) builder.clauses(clause, [name, index, "clause"]);
    });
  }
  file.forms.forEach(({ fields }, index) => {
    fields.forEach(({ clause }, at) => {
      if (clause !== undefined) builder.clauses(clause, ["forms", index, "fields", at, "clause"]);
    });
  });
}

/** A kind of place with a code, or the name of an event. */
function checkPlace(builder: Builder, place: string, path: Path): void {
  const kind = PLACE_KINDS.find((one) => place.startsWith(`${one}:`));
  if (kind === undefined) {
    builder.events(place, path);
    return;
  }
  const code = place.slice(kind.length + 1);
  const codes = codesAt(builder.file, kind);
  if (!codes.includes(code)) builder.note(path, `unknown ${kind} ${code}`, nearest(code, codes));
}
