import type { Consumer } from "@hearken/journal";
import { lookAtPeopleBehind } from "./erase-when-due.command.js";

/**
 * A complaint that is over, or no longer held, may have been the last thing that kept somebody's data: whoever stands
 * behind it is looked at. When to look again is then decided on all of their complaints. One statement for any number.
 */
export function erasureConsumer(): Consumer {
  return {
    name: "intake.erasure",
    types: ["complaint.closed", "complaint.withdrawn", "complaint.hand_over_declined", "complaint.hold_released"],
    async handle(uow, events) {
      await lookAtPeopleBehind(uow, [...new Set(events.map(({ streamId }) => streamId))]);
    },
  };
}
