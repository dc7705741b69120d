import { ACTION_TABLE, ACTIONS } from "./action.js";
import { CAPABILITIES } from "./can.js";
import { ROLE_TABLE, ROLES } from "./role.js";

const WIDE = /[\u2e80-\u9fff\uff00-\uff60]/g;

/** Columns that a text takes in a fixed-width font: Chinese takes two. */
const width = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(3, ...rows.map((row) => width(row[at] ?? ""))));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell + " ".repeat((widths[at] ?? 0) - width(cell))).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((columns) => "-".repeat(columns))), ...body.map(line)].join("\n");
}

const names = (list: readonly string[]): string => (list.length === 0 ? "nothing" : list.join(", "));

/** `docs/access.md`: the roles and what each may do, as the code has them. */
export function accessDocument(): string {
  const roles = ROLES.map((role) => {
    const { says, over, gives } = ROLE_TABLE[role];
    return [
      `\`${role}\``,
      says["zh-CN"],
      says.en,
      names(over),
      gives.length === ROLES.length ? "every role" : names(gives),
    ];
  });
  const actions = ACTIONS.map((action) => {
    const { says } = ACTION_TABLE[action];
    return [
      `\`${action}\``,
      says["zh-CN"],
      says.en,
      ...ROLES.map((role) => (CAPABILITIES[role].has(action) ? "yes" : "")),
    ];
  });
  return `# Who may do what

Printed by \`npm run -s hearken -- access\` from \`packages/service-kit/src/access\`, the only place that decides; a specification
compares this file with it. What somebody sees follows from the scopes of their grants alone (ADR 7), what they do from the
roles below, and what the procedure allows from the regulation that binds the complaint. Posts are no roles: only gates of
regulations read them.

## Roles

${table([["role", "角色", "what for", "given over", "gives"], ...roles])}

A role counts within what it was given over: an organization brings everything under it. Grants that hold at the same time
are of one role over one kind of scope, or all over one scope; were they not, the widest kind of scope would count and a role
only where it was given over every scope of that kind. Nobody gives a role to themselves or to whom they act for, nobody gives
more than they reach, and people and programs of partner firms are given roles over projects, or over their own firm, alone;
nobody else is a partner over an organization.

## Actions

${table([["action", "操作", "what it is", ...ROLES], ...actions])}

## Delegations

A person hands posts and grants of their own to another from one instant to another (ADR 16). The delegate has them beside
their own for as long as the delegator has them; nobody hands on what they were handed, nobody stands at both ends of a chain
of delegations at the same time, and the journal names the delegate with whose posts they acted.
`;
}
