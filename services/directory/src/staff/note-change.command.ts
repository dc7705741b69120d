import type { UnitOfWork } from "@hearken/postgres";
import type { Staff } from "./staff.js";
import { turnStaffVersion } from "./staff.repository.js";

/** What a person holds has changed: decisions about it and cached access are outdated. */
export async function noteChange(uow: UnitOfWork, staff: Staff): Promise<Staff> {
  return turnStaffVersion(uow, staff);
}
