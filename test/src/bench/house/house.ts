import { startChild } from "../child.js";
import type { DemoPartyName } from "@hearken/directory";
import type { SentStatement } from "./statement-recorder.js";

/** What the house's process is asked. */
export type HouseOrder =
  | { readonly order: "open"; readonly url: string; readonly isRunning: boolean }
  | { readonly order: "record" }
  | { readonly order: "recorded" }
  | { readonly order: "drain" }
  | { readonly order: "imports" }
  | { readonly order: "profile" }
  | { readonly order: "profiled"; readonly file: string };

export interface OpenedHouse {
  readonly port: number;
  readonly tokens: Readonly<Record<DemoPartyName, string>>;
}

export type HouseAnswer =
  | { readonly opened: OpenedHouse }
  | { readonly statements: readonly SentStatement[] }
  /** Events that the consumers handled by hand. */
  | { readonly handled: number }
  | { readonly isDone: true };

/** The whole house together, in a process of its own. */
export interface BenchHouse extends OpenedHouse {
  readonly pid: number;
  /** The statements that `act` makes the house send, those of its background left out. */
  statementsOf(act: () => Promise<unknown>): Promise<readonly SentStatement[]>;
  /** Runs consumers and the worker of time by hand until nothing is left. */
  drain(): Promise<number>;
  /** Carries out what imports have left to do, in the house's own process. */
  runImports(): Promise<void>;
  /** Runs `act` and leaves a CPU profile of the house in `file`; only runs it when there is none to leave. */
  profiled<T>(file: string | undefined, act: () => Promise<T>): Promise<T>;
  /** Asks the graph; throws when the answer has errors. */
  ask<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T>;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly url: string;
  /** Whether consumers, workers and the relay run too. */
  readonly isRunning: boolean;
}

export async function startHouse({ url, isRunning }: HouseOptions): Promise<BenchHouse> {
  const child = startChild<HouseOrder, HouseAnswer>("house/house.process.js");
  const answer = await child.ask({ order: "open", url, isRunning });
  if (!("opened" in answer)) throw new Error("the house did not open");
  const { opened } = answer;
  return {
    ...opened,
    pid: child.pid,
    close: () => child.close(),
    drain: async () => {
      const drained = await child.ask({ order: "drain" });
      return "handled" in drained ? drained.handled : 0;
    },
    profiled: async (file, act) => {
      if (file === undefined) return act();
      await child.ask({ order: "profile" });
      const answered = await act();
      await child.ask({ order: "profiled", file });
      return answered;
    },
    runImports: async () => {
      await child.ask({ order: "imports" });
    },
    statementsOf: async (act) => {
      await child.ask({ order: "record" });
      try {
        await act();
      } finally {
        // Reading units end behind the caller's back.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const recorded = await child.ask({ order: "recorded" });
      return "statements" in recorded ? recorded.statements : [];
    },
    ask: (query, variables) => askGraph(opened, query, variables),
  };
}

async function askGraph<T>(
  { port, tokens }: OpenedHouse,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${tokens.headquarters}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (data === undefined || errors !== undefined) throw new Error(`the gateway answered ${JSON.stringify(errors)}`);
  return data;
}
