import type { EntitySchema } from "typeorm";
import { followUpTable } from "./closing/follow-up.table.js";
import { evidenceTable } from "./evidence/evidence.table.js";
import { contactTable } from "./feedback/contact.table.js";
import { handOverTable } from "./hand-over/hand-over.table.js";
import { accusedTable } from "./matter/accused.table.js";
import { recordTable } from "./record/record.table.js";
import { relayTable } from "./relay/relay.table.js";
import { replyTable } from "./reply/reply.table.js";
import { wordsTable } from "./words/words.table.js";

/** What TypeORM knows of schema `intake`. */
export const intakeTables: readonly EntitySchema[] = [
  wordsTable,
  replyTable,
  contactTable,
  relayTable,
  evidenceTable,
  followUpTable,
  accusedTable,
  recordTable,
  handOverTable,
];
