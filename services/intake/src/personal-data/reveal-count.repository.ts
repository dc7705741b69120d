import { formatInstant, HOUR, type Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { MOST_AN_HOUR } from "../complainant/revealing.js";

const count = statement(
  "intake.count_reveal",
  `insert into intake.reveal_count as c (tenant_id, actor_id, hour, count) values ($1, $2, $3, 1)
   on conflict (tenant_id, actor_id) do update
     set hour = excluded.hour, count = case when c.hour = excluded.hour then c.count + 1 else 1 end
     where c.hour <> excluded.hour or c.count < $4
   returning count`,
);

/**
 * Counts one look more of this actor, who takes turns with themselves until the unit ends; `false` when they have had
 * all of this hour. One statement.
 */
export async function countReveal(uow: UnitOfWork, actorId: string): Promise<boolean> {
  const hour = (Math.floor(uow.now / HOUR) * HOUR) as Instant;
  const values = [uow.scope.tenantId, actorId, formatInstant(hour), MOST_AN_HOUR];
  return (await uow.one<{ count: number }>(count, values)) !== undefined;
}
