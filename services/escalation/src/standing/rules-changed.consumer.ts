import type { Consumer } from "@hearken/journal";
import { noteChangedRules } from "./evaluate-anew.command.js";

/** Holidays, opening hours or readings changed: whatever is still running is reckoned anew (fault 50). */
export function rulesChangedConsumer(): Consumer {
  return {
    name: "escalation.rules_changed",
    types: ["calendar.changed", "regulation.adopted"],
    async handle(uow) {
      await noteChangedRules(uow);
    },
  };
}
