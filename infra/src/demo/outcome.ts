import Table from "cli-table3";
import type { GatewayClient } from "../gateway-client.js";

const PAGE = `query Page($after: String) {
  complaints(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { level { code label } obligations { code label status dueAt clauses { id } } } }
  }
}`;

interface Page {
  readonly complaints: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly { readonly node: Node }[];
  };
}
interface Node {
  readonly level: { readonly code: string; readonly label: string } | null;
  readonly obligations: readonly {
    readonly code: string;
    readonly label: string;
    readonly status: string;
    readonly clauses: readonly { readonly id: string }[];
  }[];
}

/** How one obligation of the regulation was kept. */
export interface Kept {
  readonly clause: string;
  readonly code: string;
  readonly label: string;
  met: number;
  late: number;
  breached: number;
  open: number;
  released: number;
}

/** What became of everything that headquarters sees. */
export interface Outcome {
  complaints: number;
  readonly levels: Record<string, { readonly label: string; count: number }>;
  readonly clauses: Kept[];
}

/** Counts, page by page, what the engine said. */
export async function outcomeOf(client: GatewayClient): Promise<Outcome> {
  const outcome: Outcome = { complaints: 0, levels: {}, clauses: [] };
  for (let after: string | null = null, more = true; more;) {
    const { complaints }: Page = await client.ask<Page>(PAGE, { after });
    for (const { node } of complaints.edges) count(outcome, node);
    after = complaints.pageInfo.endCursor;
    more = complaints.pageInfo.hasNextPage;
  }
  outcome.clauses.sort((a, b) =>
    a.clause === b.clause ? a.code.localeCompare(b.code) : a.clause.localeCompare(b.clause),
  );
  return outcome;
}

const COLUMN: Readonly<Record<string, "met" | "late" | "breached" | "open">> = {
  MET: "met",
  MET_LATE: "late",
  BREACHED: "breached",
  OPEN: "open",
};

function count(outcome: Outcome, { level, obligations }: Node): void {
  outcome.complaints += 1;
  if (level !== null) {
    const counted = (outcome.levels[level.code] ??= { label: level.label, count: 0 });
    counted.count += 1;
  }
  for (const { code, label, status, clauses } of obligations) {
    let kept = outcome.clauses.find((one) => one.code === code);
    if (kept === undefined) {
      kept = { clause: clauses[0]?.id ?? "", code, label, met: 0, late: 0, breached: 0, open: 0, released: 0 };
      outcome.clauses.push(kept);
    }
    kept[COLUMN[status] ?? "released"] += 1;
  }
}

/** The tables that the demo ends with. */
export function describeOutcome(outcome: Outcome): string {
  const levels = new Table({ style: { head: [], border: [] }, head: ["等级 level", "complaints"] });
  for (const { label, count: complaints } of Object.values(outcome.levels)) levels.push([label, complaints]);
  const clauses = new Table({
    style: { head: [], border: [] },
    head: [
      "条款 clause",
      "义务 obligation",
      "按时 met",
      "逾期完成 late",
      "违约 breached",
      "未到期 open",
      "解除 released",
    ],
    colAligns: ["left", "left", "right", "right", "right", "right", "right"],
  });
  for (const { clause, label, met, late, breached, open, released } of outcome.clauses)
    clauses.push([clause, label, met, late, breached, open, released]);
  return `${outcome.complaints} complaints\n${levels.toString()}\n${clauses.toString()}`;
}
