import type { Builder, Readings } from "./builder.js";

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
  ];
  for (const [name, list] of lists) {
    const seen = new Set<string>();
    list.forEach((item, index) => {
      if (seen.has(item.code)) builder.note([name, index, "code"], `${item.code} stands twice`);
      seen.add(item.code);
    });
  }
  file.ladder.forEach((post, index) => {
    if (file.ladder.indexOf(post) !== index) builder.note(["ladder", index], `${post} stands twice on the ladder`);
  });
  file.posts.forEach((post, index) => {
    if (post.under !== undefined) builder.post(post.under, ["posts", index, "under"]);
  });
  if (!file.levels.some((level) => level.any === undefined))
    builder.note(["levels"], "no level is for everything else: one must have no `any`");
}
