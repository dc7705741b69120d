import type { RegulationFile } from "../file/schema.js";
import { anyOf, citing, labelled, lengthOf, line, names, type Lines } from "./words.js";

/* What a regulation names and knows, line by line. */

type Listed<K extends "levels" | "posts" | "categories" | "channels" | "facts" | "moments" | "derived" | "ladders"> =
  RegulationFile[K][number];

export function levelInWords(file: RegulationFile, { rank, any }: Listed<"levels">): Lines {
  return [
    ...line("rank", String(rank)),
    ...(any === undefined ? line("holds", "for everything else") : []),
    ...(any ?? []).flatMap(({ when, age, clause }) => {
      const old = age === undefined ? "" : ` once it is ${lengthOf(file, age.reach)} old`;
      const from = age?.from === undefined ? "" : `, counted from ${age.from}`;
      return line("holds", `when ${when}${old}${from}${citing(clause)}`);
    }),
  ];
}

export function postInWords(file: RegulationFile, { code, under }: Listed<"posts">): Lines {
  const rung = file.ladder.indexOf(code) + 1;
  return [
    ...line("under", under === undefined ? undefined : labelled(file.posts, under)),
    ...line("ladder", rung === 0 ? undefined : `rung ${rung} of ${file.ladder.length}`),
  ];
}

export const categoryInWords = (file: RegulationFile, { under }: Listed<"categories">): Lines =>
  line("under", under === undefined ? undefined : labelled(file.categories, under));

export const channelInWords = ({ online }: Listed<"channels">): Lines => line("online", online ? "yes" : undefined);

const RECORDED = { flag: "yes or no", number: "a whole number", code: "a word", instant: "a day and a time" } as const;

export function factInWords(file: RegulationFile, { type, values, by }: Listed<"facts">): Lines {
  return [
    ...line("is", RECORDED[type]),
    ...line("one of", values?.join(", ")),
    ...line("recorded by", anyOf(file, by)),
  ];
}

export function momentInWords(file: RegulationFile, { at, after }: Listed<"moments">): Lines {
  return line("true from", after === undefined ? at : `${lengthOf(file, after)} after ${at}`);
}

export function derivedInWords({ cases }: Listed<"derived">): Lines {
  return cases.flatMap(({ when, is }) => {
    const word = typeof is === "string" ? is : `what ${is.from} is`;
    return line("is", when === undefined ? `${word} otherwise` : `${word} when ${when}`);
  });
}

export function ladderInWords(file: RegulationFile, { when, posts }: Listed<"ladders">): Lines {
  return [...line("when", when), ...line("rises", posts.map((post) => labelled(file.posts, post)).join(" → "))];
}

export function readingInWords(file: RegulationFile, reading: RegulationFile["readings"][string]): Lines {
  const unset = reading.default === "";
  return [
    ...line("unless chosen otherwise", unset ? "not set" : lengthOf(file, String(reading.default))),
    ...line("may be", reading.choices?.join(", ")),
  ];
}

export function recurrenceInWords(
  file: RegulationFile,
  { within, complainants, same }: NonNullable<RegulationFile["recurrence"]>,
): Lines {
  const people = String(file.readings[complainants]?.default ?? complainants);
  return [
    ...line("found", `when ${people} people complain within ${lengthOf(file, within)}`),
    ...line("of the same", same.join(", ")),
  ];
}

export const guidanceInWords = ({ at }: RegulationFile["guidance"][number]): Lines => line("shown at", names(at));
