/**
 * Below which transaction id nothing can appear any more, as SQL. Readers read `xid < horizon` and see no gap.
 *
 * PLAIN: the oldest transaction that still runs anywhere on the server (`pg_snapshot_xmin`). Cheap.
 * EXACT: the same, but transactions proven to run in another database of the server are left out, since they cannot
 * write to this journal. It looks into the lock table: for polls and drains, not for every wake-up.
 * The proof is positive (the holder of that transaction's lock sits in another database), so that a transaction which
 * ends in between, or is prepared, holds the horizon back rather than being passed.
 */
const RUNNING_ELSEWHERE = `select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'transactionid' and l.granted and l.mode = 'ExclusiveLock' and l.transactionid = running.xid::xid
    and a.datid <> (select oid from pg_database where datname = current_database())`;

const PLAIN = "pg_snapshot_xmin(pg_current_snapshot())";

const EXACT = `coalesce(
  (select min(running.xid) from pg_snapshot_xip(pg_current_snapshot()) as running(xid)
    where not exists (${RUNNING_ELSEWHERE})),
  pg_snapshot_xmax(pg_current_snapshot()))`;

/**
 * The horizon and the next transaction id, as `h as materialized (…)` for a WITH; `exactly` is an SQL boolean.
 * Compare with `(select horizon from h)`: a scalar keeps the order of the index, a join would sort.
 */
export function horizonTable(exactly: string): string {
  return `h as materialized (
    select case when ${exactly}::boolean then ${EXACT} else ${PLAIN} end as horizon,
      pg_snapshot_xmax(pg_current_snapshot()) as next)`;
}
