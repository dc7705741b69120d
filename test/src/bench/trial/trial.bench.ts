import { DEMO } from "@hearken/directory";
import { escalation, runDue, runTrials } from "@hearken/escalation";
import { append, drainConsumers } from "@hearken/journal";
import { newId, tenantScope, type ComplaintId, type StreamId } from "@hearken/kernel";
import { openLog, openPlatform, type Platform } from "@hearken/service-kit";
import { ORDINARY_HISTORY } from "../engine/histories.js";
import type { BenchResult, Progress } from "../figure.js";
import { asOwner, type BenchServer } from "../house/bench-database.js";
import { startHouse } from "../house/house.js";
import { memoryOf } from "../measure/process-usage.js";
import { copyComplaints } from "../world/copies.js";

const START = `mutation Start($input: TrialRegulationInput!) {
  trialRegulation(input: $input) { ... on TrialRegulationSuccess { trial { id } } ... on Refusal { message } }
}`;
const FOUND = `query Found($id: ID!) { regulationTrial(id: $id) { state total done differing failed fault } }`;

interface Found {
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly differing: number;
  readonly failed: number;
  readonly fault: string | null;
}

/** Tries `complaints` ordinary complaints of Ligao, of 15 facts each and what was concluded from them, under its overlay. */
export async function measureTrial(
  server: BenchServer,
  complaints: number,
  say: Progress,
): Promise<Omit<BenchResult, "bench" | "seconds">> {
  const { url } = await server.freshDatabase();
  const platform = await openPlatform({
    database: { url },
    services: [escalation()],
    log: openLog({ service: "bench", level: "error", destination: process.stderr }),
  });
  const house = await startHouse({ url, isRunning: false });
  try {
    const templateId = await makeTemplate(platform);
    say(`making ${complaints.toLocaleString("en-US")} past complaints`);
    const copied = await copyComplaints(url, { templateId, count: complaints, spread: "one tenant", withPeople: true });
    const events = await asOwner(url, async (client) => {
      const { rows } = await client.query<{ events: number }>("select count(*)::int4 as events from journal.event");
      return rows[0]?.events ?? 0;
    });
    const input = { regulation: "ligao-south", version: 1, from: "2020-01-01T00:00:00Z", to: "2030-01-01T00:00:00Z" };
    const { trialRegulation } = await house.ask<{ trialRegulation: { trial?: { id: string }; message?: string } }>(
      START,
      {
        input,
      },
    );
    const id = trialRegulation.trial?.id;
    if (id === undefined) throw new Error(`the trial was refused: ${trialRegulation.message ?? ""}`);
    say(`trying them under ligao-south (${events.toLocaleString("en-US")} events)`);
    const cpu = process.cpuUsage();
    const began = performance.now();
    await runTrials(platform);
    const seconds = (performance.now() - began) / 1_000;
    const used = process.cpuUsage(cpu);
    const { regulationTrial: found } = await house.ask<{ regulationTrial: Found }>(FOUND, { id });
    if (found.state !== "DONE" || found.failed > 0) throw new Error(`the trial came to ${JSON.stringify(found)}`);
    const memory = memoryOf(process.pid);
    return {
      figures: [
        {
          name: `trial of ${complaints.toLocaleString("en-US")} complaints`,
          value: seconds,
          unit: "s",
          target: { is: "below", value: (60 * complaints) / 100_000 },
        },
        { name: "complaints tried", value: complaints / seconds, unit: "/s" },
        { name: "CPU of the worker", value: (used.user + used.system) / 1_000 / complaints, unit: "ms/complaint" },
      ],
      notes: [
        `${found.differing.toLocaleString("en-US")} of ${found.total.toLocaleString("en-US")} complaints differ; one worker, each complaint evaluated under its own regulation and under the one that is tried`,
      ],
      details: { trial: { found, events, copied, memory } },
    };
  } finally {
    await house.close();
    await platform.database.close();
  }
}

/** One complaint with the history of the engine's bench, concluded from as it is when it happens. */
async function makeTemplate(platform: Platform): Promise<ComplaintId> {
  const id = newId<"Complaint">();
  const { organizationId, projectIds } = DEMO["subsidiary-1"];
  await platform.database.write(tenantScope(DEMO.tenantId), (uow) =>
    append(uow, {
      stream: {
        id: id as string as StreamId,
        kind: "complaint",
        organizationId,
        projectId: projectIds[0] ?? null,
      },
      expected: "new",
      events: ORDINARY_HISTORY.map(({ actor: _, ...happened }) => ({ ...happened, id: newId<"Event">() })),
      actor: { kind: "staff", id: newId(), organizationId, posts: ["service_center"] },
    }),
  );
  await drainConsumers(platform.database, escalation().consumers(platform));
  await runDue(platform);
  return id;
}
