import { checkDeclarations } from "./check-declarations.js";
import type { Builder, Path, Readings } from "./builder.js";

/** Notes readings that the file does not know, or whose value is not among the choices. */
export function checkReadings(builder: Builder, readings: Readings): void {
  for (const [name, value] of Object.entries(readings)) {
    const known = builder.file.readings[name];
    if (known === undefined) builder.note(["readings", name], "unknown reading");
    else if (known.choices !== undefined && !known.choices.includes(value))
      builder.note(["readings", name], `${String(value)} is not among its choices: ${known.choices.join(", ")}`);
  }
  for (const [name, reading] of Object.entries(builder.file.readings))
    builder.clauses(reading.clause, ["readings", name, "clause"]);
}

/** Notes whatever is named twice or does not exist. */
export function checkNames(builder: Builder): void {
  const { file } = builder;
  const lists: readonly [string, readonly { code: string }[]][] = [
    ["posts", file.posts],
    ["categories", file.categories],
    ["channels", file.channels],
    ["levels", file.levels],
    ["obligations", file.obligations],
    ["notices", file.notices],
    ["steps", file.steps],
    ["forms", file.forms],
    ["checklists", file.checklists],
    ["scripts", file.scripts],
    ["ladders", file.ladders],
    ["duties", file.duties],
    ["retention", file.retention],
    ["numbering", file.numbering],
    ["metrics", file.metrics],
  ];
  for (const [name, list] of lists) {
    const seen = new Set<string>();
    list.forEach((item, index) => {
      if (seen.has(item.code)) builder.note([name, index, "code"], `${item.code} stands twice`);
      seen.add(item.code);
    });
  }
  checkLadder(builder, file.ladder, ["ladder"]);
  file.ladders.forEach(({ posts }, index) => {
    checkLadder(builder, posts, ["ladders", index, "posts"]);
  });
  file.posts.forEach((post, index) => {
    if (post.under !== undefined) builder.post(post.under, ["posts", index, "under"]);
  });
  checkDeclarations(builder);
  if (!file.levels.some((level) => level.any === undefined))
    builder.note(["levels"], "no level is for everything else: one must have no `any`");
}

function checkLadder(builder: Builder, ladder: readonly string[], path: Path): void {
  ladder.forEach((post, index) => {
    if (ladder.indexOf(post) !== index) builder.note([...path, index], `${post} stands twice on the ladder`);
  });
}
