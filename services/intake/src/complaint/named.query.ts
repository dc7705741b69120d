import { statement, type UnitOfWork } from "@hearken/postgres";

const namedInDirectory = statement(
  "intake.named_in_directory",
  `select (select count(*)::int from directory.staff_member where tenant_id = $1 and staff_id = any ($2::uuid[])) as staff,
     (select count(*)::int from directory.staff_member
      where tenant_id = $1 and staff_id = any ($4::uuid[]) and left_at is null) as addressees,
     (select count(*)::int from directory.department_place
      where tenant_id = $1 and department_id = any ($3::uuid[])) as departments`,
);

/** People and departments that an input names by their ids in the directory; what is left out is `undefined`. */
export interface Named {
  /** Of whom something is said; they may have left. */
  readonly staff?: readonly (string | undefined)[];
  /** To whom something is handed: nobody who has left. */
  readonly addressees?: readonly (string | undefined)[];
  readonly departments?: readonly (string | undefined)[];
}

/** Whether everybody who is named is there and within reach. Nothing is asked when nobody is named. */
export async function areWithinReach(uow: UnitOfWork, named: Named): Promise<boolean> {
  const staff = distinct(named.staff);
  const addressees = distinct(named.addressees);
  const departments = distinct(named.departments);
  const all = [...staff, ...addressees, ...departments];
  if (all.length === 0) return true;
  if (all.includes(MALFORMED)) return false;
  const found = await uow.one<{ staff: number; addressees: number; departments: number }>(namedInDirectory, [
    uow.scope.tenantId,
    staff,
    departments,
    addressees,
  ]);
  return (
    found?.staff === staff.length && found.addressees === addressees.length && found.departments === departments.length
  );
}

/** What `reference` makes of a text that is no id. */
const MALFORMED = "";

function distinct(ids: readonly (string | undefined)[] = []): readonly string[] {
  return [...new Set(ids.filter((id) => id !== undefined))];
}
