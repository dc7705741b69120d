import { directory } from "@hearken/directory";
import { escalation } from "@hearken/escalation";
import { intake } from "@hearken/intake";
import type { Service } from "@hearken/service-kit";

/** The services behind the gateway, in the order in which their tables are made. */
export function services(): readonly Service[] {
  return [directory(), intake(), escalation()];
}
