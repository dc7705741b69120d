import { setTimeout as pause } from "node:timers/promises";
import { DEMO } from "@hearken/directory";
import { openDevelopmentIssuer } from "@hearken/service-kit";
import Table from "cli-table3";
import { houseEnvironment, KEPT } from "./environment.js";
import { gatewayClient, isAnswering } from "./gateway-client.js";
import { runningHouse } from "./running.js";
import { demoToken } from "./welcome.js";

const FILE = `mutation File($input: FileComplaintInput!) {
  fileComplaint(input: $input) {
    ... on FileComplaintSuccess { complaint { id number } }
    ... on Refusal { code message path }
  }
}`;
const OWED = `query Owed($id: ID!) {
  complaint(id: $id) { number level { label } obligations { label owner { label } dueAt status clauses { id } } }
}`;

interface Filed {
  readonly fileComplaint: {
    readonly complaint?: { readonly id: string; readonly number: string };
    readonly message?: string;
    readonly path?: readonly string[];
  };
}
interface Owed {
  readonly complaint: {
    readonly level: { readonly label: string } | null;
    readonly obligations: readonly {
      readonly label: string;
      readonly owner: { readonly label: string };
      readonly dueAt: string | null;
      readonly status: string;
      readonly clauses: readonly { readonly id: string }[];
    }[];
  };
}

/** Files one complaint with the house that runs, as subsidiary-1, and prints what follows. Answers the exit code. */
export async function fileOne(text: string): Promise<number> {
  const url = houseEnvironment().address ?? runningHouse();
  if (url === undefined || !(await isAnswering(url))) {
    process.stderr.write("No house answers. Start one with `npm start`, or name it by HEARKEN_URL.\n");
    return 1;
  }
  const client = gatewayClient(url, demoToken(await openDevelopmentIssuer(KEPT), "subsidiary-1"));
  const { organizationId, projectIds } = DEMO["subsidiary-1"];
  const input = {
    organizationId,
    projectId: projectIds[0],
    channel: "phone",
    subject: [...text].slice(0, 40).join(""),
    text,
    complainants: [{ name: "来电客户" }],
    receivedBy: "CENTRE",
  };
  const { fileComplaint } = await client.ask<Filed>(FILE, { input });
  if (fileComplaint.complaint === undefined) {
    process.stderr.write(`Refused: ${fileComplaint.message ?? ""} (${fileComplaint.path?.join(".") ?? ""})\n`);
    return 1;
  }
  const { id, number } = fileComplaint.complaint;
  let owed = await client.ask<Owed>(OWED, { id });
  // What follows is projected a moment after the fact.
  for (let tries = 0; owed.complaint.level === null && tries < 50; tries += 1) {
    await pause(100);
    owed = await client.ask<Owed>(OWED, { id });
  }
  const table = new Table({
    style: { head: [], border: [] },
    head: ["义务 obligation", "岗位 owner", "时限 due", "status", "clause"],
  });
  for (const { label, owner, dueAt, status, clauses } of owed.complaint.obligations) {
    table.push([label, owner.label, dueAt ?? "—", status, clauses.map((clause) => clause.id).join(" ")]);
  }
  process.stdout.write(`${number} · ${owed.complaint.level?.label ?? "—"}\n${table.toString()}\n`);
  return 0;
}
