import { lockMany, type Consumer, type RecordedEvent } from "@hearken/journal";
import type { ComplaintId } from "@hearken/kernel";
import { streamOf } from "../complaint/complaint.js";
import { ANSWERING } from "./hand-over-answer.js";
import { giversOf } from "./hand-over.query.js";
import { passOnAnswer } from "./pass-on-answer.command.js";

/** The first thing by which a recipient answers is told to the giver, whose complaint goes on; what follows is not. */
export function handOverAnswerConsumer(): Consumer {
  return {
    name: "intake.hand_over_answer",
    types: ANSWERING,
    async handle(uow, events) {
      const givers = await giversOf(uow, [...new Set(events.map(complaintIdOf))]);
      if (givers.size === 0) return;
      await lockMany(uow, [...new Set([...givers.values()].map((one) => streamOf(one.givenComplaintId)))]);
      for (const fact of events) {
        const giver = givers.get(complaintIdOf(fact));
        if (giver !== undefined) await passOnAnswer(uow, { giver, fact });
      }
    },
  };
}

function complaintIdOf({ streamId }: RecordedEvent): ComplaintId {
  return streamId as string as ComplaintId;
}
