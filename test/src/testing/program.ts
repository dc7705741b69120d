import type { Groups, TestHouse } from "./house.js";
import { partyAt, type Party } from "./party.js";

/** A program of a partner firm. */
export interface Client {
  readonly id: string;
  readonly clientId: string;
  readonly version: number;
}

/** What a program was answered that asked for a token. */
export interface Token {
  readonly status: number;
  readonly cacheControl: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export const CLIENT = "client { id clientId version secrets { prefix endsAt } } secret";

/** Asks for a token as programs do, with the secret in the header. */
export async function tokenOf(house: TestHouse, client: Client, secret: string, scope?: string): Promise<Token> {
  const credentials = `${encodeURIComponent(client.clientId)}:${encodeURIComponent(secret)}`;
  const response = await fetch(house.url.replace("/graphql", "/oauth/token"), {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", ...(scope === undefined ? {} : { scope }) }),
  });
  return {
    status: response.status,
    cacheControl: response.headers.get("cache-control"),
    body: (await response.json()) as Token["body"],
  };
}

/** Comes in with a token. */
export const enter = (house: TestHouse, { body }: Token): Party => partyAt(house.url, String(body["access_token"]));

/** A program of the partner firm, granted the first project of the first subsidiary. */
export async function programOf(
  group: Groups,
  scopes?: readonly string[],
): Promise<{ client: Client; secret: string }> {
  const headquarters = group.as("headquarters");
  const { organizationId } = group.party("partner-1");
  const made = await headquarters.succeed<{ client: Client; secret: string }>(
    "createApiClient",
    { organizationId, label: "报事系统", scopes },
    CLIENT,
  );
  const [projectId] = group.party("subsidiary-1").projectIds;
  await headquarters.succeed("giveGrant", { clientId: made.client.id, role: "PROGRAM", projectId }, "grant { id }");
  return made;
}
