import type { Groups } from "./house.js";
import type { Party, Variables } from "./party.js";

/** Everything owed for a complaint and what became of it, as the graph tells it. */
export interface Told {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly status: string;
  readonly level: { readonly code: string; readonly clause: { readonly id: string } } | null;
  readonly obligations: readonly Owed[];
  readonly escalations: readonly {
    readonly rung: number;
    readonly from: { readonly code: string } | null;
    readonly to: { readonly code: string };
  }[];
  readonly bulletins: readonly {
    readonly id: string;
    readonly kind: string;
    readonly status: string;
    readonly demandedSections: readonly string[];
  }[];
}

export interface Owed {
  readonly code: string;
  readonly label: string;
  readonly owner: { readonly code: string; readonly label: string };
  readonly dueAt: string | null;
  readonly status: string;
  readonly clauses: readonly { readonly id: string; readonly source: string; readonly requirement: string }[];
}

const TOLD = `query ($id: ID!) { complaint(id: $id) {
  id number version status level { code clause { id } }
  obligations { code label owner { code label } dueAt status clauses { id source requirement } }
  escalations { rung from { code } to { code } }
  bulletins { id kind status demandedSections }
} }`;

/** The complaint as `party` is told of it. */
export async function told(party: Party, id: string, language = "en"): Promise<Told> {
  const { complaint } = await party.ask<{ complaint: Told }>(TOLD, { id }, { "accept-language": language });
  return complaint;
}

export function owed({ obligations }: Told, code: string): Owed | undefined {
  return obligations.find((obligation) => obligation.code === code);
}

/** A telephone complaint at a subsidiary, about the nth of its projects. */
export function filing(group: Groups, at: "subsidiary-1" | "subsidiary-2" = "subsidiary-1", more: Variables = {}) {
  const { organizationId, projectIds } = group.party(at);
  return {
    organizationId,
    projectId: projectIds[0],
    channel: "phone",
    subject: "屋顶漏水",
    text: "下雨时客厅漏水，多次报修无人处理。",
    complainants: [{ name: "张三", phone: "13800001234" }],
    receivedBy: "CENTRE",
    ...more,
  };
}

/** Files it as the officer of that subsidiary, and answers its id. */
export async function filed(
  group: Groups,
  at: "subsidiary-1" | "subsidiary-2" = "subsidiary-1",
  more: Variables = {},
): Promise<string> {
  const { complaint } = await group
    .as(at)
    .succeed<{ complaint: { id: string } }>("fileComplaint", filing(group, at, more));
  return complaint.id;
}

export interface Line {
  readonly type: string;
  readonly cursor: string;
  readonly version: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A complaint's history, oldest first. */
export async function timeline(party: Party, id: string): Promise<readonly Line[]> {
  const { complaint } = await party.ask<{ complaint: { timeline: { edges: { node: Line }[] } } }>(
    "query ($id: ID!) { complaint(id: $id) { timeline(first: 100) { edges { node { type cursor version payload } } } } }",
    { id },
  );
  return complaint.timeline.edges.map(({ node }) => node);
}

/** The cursor of a complaint's receipt: whoever listens after it hears everything since. */
export async function cursorOf(party: Party, id: string): Promise<string> {
  const [first] = await timeline(party, id);
  if (first === undefined) throw new Error("a complaint without a history");
  return first.cursor;
}
