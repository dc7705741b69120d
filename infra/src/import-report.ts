import Table from "cli-table3";

/** An import as its report needs it. */
export interface ImportShown {
  readonly state: string;
  readonly isDryRun: boolean;
  readonly total: number | null;
  readonly done: number;
  readonly valid: number;
  readonly filed: number;
  readonly alreadyThere: number;
  readonly refused: number;
  readonly fault: {
    readonly code: string;
    readonly message: string;
    readonly row: number | null;
    readonly column: number | null;
  } | null;
  readonly rows: {
    readonly edges: readonly {
      readonly node: {
        readonly row: number;
        readonly problems: readonly {
          readonly field: string | null;
          readonly message: string;
          readonly clause: { readonly id: string } | null;
        }[];
      };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}

/** What became of an import, for whoever reads one for the first time. */
export function importReport(shown: ImportShown): string {
  const { state, isDryRun, total, valid, filed, alreadyThere, refused, fault, rows } = shown;
  if (fault !== null) {
    const place = [fault.row === null ? "" : `row ${fault.row}`, fault.column === null ? "" : `column ${fault.column}`];
    const where = place.filter((part) => part !== "").join(", ");
    return `${state}: ${fault.message}${where === "" ? "" : ` (${where})`}\n${filed} complaints were filed before.`;
  }
  const counts = new Table({ style: { head: [], border: [] }, head: ["行 rows", "结果 outcome"] });
  if (isDryRun) counts.push([valid, "可导入 would be filed"]);
  else counts.push([filed, "已登记 filed"]);
  counts.push(
    [alreadyThere, "已存在 imported before"],
    [refused, "未通过 refused: mend them and import the file again"],
  );
  const lines = [`${total ?? 0} rows${isDryRun ? " tried out; nothing was filed" : ""}`, counts.toString()];
  if (refused === 0) return lines.join("\n");
  const problems = new Table({
    style: { head: [], border: [] },
    head: ["行 row", "字段 field", "说明 why", "条款 clause"],
  });
  for (const { node } of rows.edges)
    for (const { field, message, clause } of node.problems)
      problems.push([node.row, field ?? "—", message, clause?.id ?? "—"]);
  lines.push(problems.toString());
  if (rows.pageInfo.hasNextPage) lines.push("… and more: `complaintImport { report }` gives all of them as CSV.");
  return lines.join("\n");
}
