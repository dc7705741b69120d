import { event } from "@hearken/contracts";
import { refuse } from "@hearken/kernel";
import { code, maybe, onComplaint, prose, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeIfAny } from "../words/write-words.command.js";
import { putRelayAnswer } from "./relay.repository.js";

/** The addressee of a relay responds to the sender, once. */
export const answerRelay = useCase({
  name: "answerRelay",
  action: "complaint.handle",
  input: onComplaint({ relayId: reference, form: code, response: maybe(prose(20_000)) }),
  decide({ relayId, form, response }, situation) {
    const { history, place, at } = situation;
    if (!history.some(({ type, payload }) => type === "complaint.relayed" && payload.relayId === relayId))
      return undefined;
    if (history.some(({ type, payload }) => type === "relay.answered" && payload.relayId === relayId)) {
      return refuse("ALREADY_EXISTS", ANSWERED, { path: ["input", "relayId"] });
    }
    const { id: responseId, rows } = writeIfAny(situation, "response", response);
    return {
      events: [event("relay.answered", { relayId, form, responseId })],
      rows: [...rows, putRelayAnswer(place, at, { relayId, form })],
    };
  },
});

const ANSWERED = { en: "This relay was answered already.", "zh-CN": "该传递已回复。" };
