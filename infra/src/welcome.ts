import { DEMO, DEMO_PARTIES, type DemoPartyName } from "@hearken/directory";
import { BadEnvironment, type DevelopmentIssuer } from "@hearken/service-kit";

const ROLES: Readonly<Record<DemoPartyName, string>> = {
  headquarters: "headquarters: sees the whole group",
  "subsidiary-1": "a subsidiary: sees itself",
  "subsidiary-2": "another subsidiary: sees itself",
  "partner-1": "a property manager: sees the projects granted to it",
};

/** A token for one party of the demo tenant, good for half a day. */
export function demoToken(issuer: DevelopmentIssuer, party: DemoPartyName): string {
  return issuer.sign({ tenantId: DEMO.tenantId, subject: DEMO[party].staffId });
}

/** What `npm start` says when the house answers. */
export function welcome({
  url,
  seconds,
  issuer,
}: {
  url: string;
  seconds: number;
  issuer: DevelopmentIssuer | undefined;
}): string {
  const explorer = new URL("/", url).href;
  const head = `\nHearken (倾听) answers at ${url} after ${seconds.toFixed(1)} s. The explorer is at ${explorer} (send the header as {"authorization": "Bearer …"}).`;
  if (issuer === undefined) return head;
  const tokens = DEMO_PARTIES.map(
    (party) => `  ${party} (${DEMO[party].organizationName}; ${ROLES[party]})\n    ${demoToken(issuer, party)}`,
  );
  return `${head}

Tokens of the demo tenant ${DEMO.tenantName}, good for 12 hours:
${tokens.join("\n")}

Try, in another terminal:
  1. who am I, and what do I see?
     curl -s ${url} -H "authorization: Bearer $(npm run -s hearken -- token subsidiary-1)" -H 'content-type: application/json' \\
       -d '{"query":"{ viewer { organization { name } posts } complaints(first: 3) { edges { node { number subject } } } }"}'
  2. file a complaint and see at once who owes what by when
     npm run -s hearken -- file "卧室天花板开裂漏水，报修三次无人处理"
  3. import real messages and watch the obligations live
     npm run demo

Ctrl-C stops everything that was started; the data stay in .hearken/.`;
}

/** What is said while the database is away. */
export function away(url: string, reason: string): string {
  return `The database does not answer (${reason}). ${new URL("/readyz", url).href} says so too; trying again every second.`;
}

/** Why the house does not start, without a stack. */
export function refused(error: unknown): string {
  if (error instanceof BadEnvironment) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return `The port is taken (${error.message}). Is Hearken running already? Else choose another: PORT=4001 npm start`;
  }
  return `Hearken cannot start: ${error instanceof Error ? error.message : String(error)}`;
}
