import { newId, tenantScope } from "@hearken/kernel";
import { openDatabase, type UnitOfWork } from "@hearken/postgres";

const TABLES = `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;

/** Works behind the wall of a database, as its owner, for whom there is none. */
export async function asOwner<T>(url: string, work: (owner: UnitOfWork["manager"]) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url, appUrl: url, poolSize: 1 });
  try {
    return await database.write(tenantScope(newId<"Tenant">()), (uow) => work(uow.manager));
  } finally {
    await database.close();
  }
}

/** Every row of every table, each value as text, bytes in hexadecimal. */
export async function dump(url: string): Promise<ReadonlyMap<string, string>> {
  return asOwner(url, async (owner) => {
    const tables = await owner.query<{ name: string }[]>(TABLES);
    const dumped = new Map<string, string>();
    for (const { name } of tables) {
      const rows = await owner.query<{ row: string }[]>(`select t::text as row from ${name} t`);
      dumped.set(name, rows.map(({ row }) => row).join("\n"));
    }
    return dumped;
  });
}

/** The tables in which one of these texts can be read: as it is, or as bytes that nobody sealed. */
export function tablesThatSay(dumped: ReadonlyMap<string, string>, texts: readonly string[]): readonly string[] {
  const written = texts.flatMap((text) => {
    const bytes = Buffer.from(text);
    return [text, bytes.toString("hex"), bytes.toString("base64"), JSON.stringify(text).slice(1, -1)];
  });
  return [...dumped].flatMap(([table, rows]) => (written.some((text) => rows.includes(text)) ? [table] : []));
}
