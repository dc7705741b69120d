import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "@hearken/service-kit";
import { parse } from "graphql";
import type { RemoteSubgraph } from "./apart.js";

export interface DiscoverOptions {
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  readonly log: Logger;
  readonly signal?: AbortSignal;
  /** Milliseconds between two attempts. */
  readonly every?: number;
}

/** Asks each service for its part of the graph, until all have answered. */
export async function discoverSubgraphs(options: DiscoverOptions): Promise<RemoteSubgraph[]> {
  return Promise.all(options.subgraphs.map((one) => discover(one, options)));
}

async function discover(
  { name, url }: DiscoverOptions["subgraphs"][number],
  { log, signal, every = 1_000 }: DiscoverOptions,
): Promise<RemoteSubgraph> {
  for (;;) {
    try {
      return { url, subgraph: { name, typeDefs: parse(await sdlOf(url)) } };
    } catch (error) {
      log.warn({ err: error, subgraph: name }, "a service does not say its part of the graph yet");
      await pause(every, undefined, signal === undefined ? {} : { signal });
    }
  }
}

const ANSWER_WITHIN = 5_000;

async function sdlOf(url: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"query":"{ _service { sdl } }"}',
    signal: AbortSignal.timeout(ANSWER_WITHIN),
  });
  const answer = (await response.json()) as { data?: { _service?: { sdl?: unknown } } };
  const sdl = answer.data?._service?.sdl;
  if (typeof sdl !== "string") throw new Error(`no subgraph answers there: ${response.status}`);
  return sdl;
}
