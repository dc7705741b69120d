import { parsePeriod } from "@hearken/calendar";
import { LANGUAGES, type Language, type Localized } from "@hearken/kernel";
import { builtinFacts } from "../facts/builtin.js";
import { declaredFacts } from "../facts/declared.js";
import type { DueEntry } from "../file/obligation.schema.js";
import type { RegulationFile } from "../file/schema.js";
import { periodInWords } from "./period-words.js";

/**
 * By when something is owed, as a sentence in each language. What a tenant chooses is told by the regulation's own choice,
 * with the name of the reading; a condition that is more than the name of a fact stands as it is written.
 */
export function dueInWords(file: RegulationFile, due: DueEntry | readonly DueEntry[] | undefined): Localized {
  if (due === undefined) return { "zh-CN": "未规定期限", en: "no term is set" };
  const words = new DueWords(file);
  const alternatives = [due].flat();
  const said = (language: Language): string =>
    alternatives.map((one) => words.whole(one, language)).join(language === "en" ? "; else " : "；否则");
  return Object.fromEntries(LANGUAGES.map((language) => [language, said(language)])) as Localized;
}

class DueWords {
  constructor(readonly file: RegulationFile) {}

  whole(due: DueEntry, language: Language): string {
    const { from, when, endOfDay, noLaterThan } = due;
    const en = language === "en";
    return [
      this.time(due, language),
      ...(from === undefined
        ? []
        : [en ? `counted from: ${this.fact(from, language)}` : `自“${this.fact(from, language)}”起计`]),
      ...(endOfDay === true ? [en ? "to the end of that day" : "至当日结束"] : []),
      ...(noLaterThan === undefined
        ? []
        : [`${en ? "and no later than: " : "且不迟于："}${this.whole(noLaterThan, language)}`]),
      ...(when === undefined ? [] : [en ? `when ${this.fact(when, language)}` : `条件：${this.fact(when, language)}`]),
    ].join(en ? ", " : "，");
  }

  private time(due: DueEntry, language: Language): string {
    const en = language === "en";
    if (due.within !== undefined) return this.within(due.within, due.count, language);
    if (due.workingDays !== undefined) return this.workingDays(due, language);
    if (due.sameDay === true) return en ? "on the same day" : "当日内";
    if (due.nextOpening !== undefined) {
      const much = this.period(due.nextOpening, language);
      return en ? `within ${much} of the next opening` : `下一次上班后 ${much}内`;
    }
    if (due.endOf !== undefined) {
      const day = this.fact(due.endOf, language);
      return en ? `by the end of the day: ${day}` : `“${day}”当日结束前`;
    }
    if (due.duty !== undefined) {
      const duty = this.file.duties.find(({ code }) => code === due.duty);
      return en ? `by the next day of: ${duty?.en ?? due.duty}` : `下一次“${duty?.zh ?? due.duty}”之日`;
    }
    if (due.at !== undefined) return en ? `at: ${this.fact(due.at, language)}` : `“${this.fact(due.at, language)}”之时`;
    if (due.before !== undefined) {
      const lead = this.period(due.lead ?? "PT0S", language);
      const what = this.fact(due.before, language);
      return en ? `${lead} before: ${what}` : `“${what}”前 ${lead}`;
    }
    return this.outermost(due, language);
  }

  private within(within: string, count: string | undefined, language: Language): string {
    const en = language === "en";
    const much = this.period(within, language);
    const working = this.chosen(count ?? "elapsed") === "working";
    const hours = working ? (en ? " of working time" : "工作时间") : "";
    return en ? `within ${much}${hours}` : `${much}${hours}内`;
  }

  private workingDays({ workingDays, sameTime }: DueEntry, language: Language): string {
    const days = this.chosen(String(workingDays));
    const name = typeof workingDays === "string" ? this.reading(workingDays, language) : "";
    if (language === "en") return `by ${sameTime === true ? "the same time" : "the end"} of working day ${days}${name}`;
    return `第 ${days} 个工作日${sameTime === true ? "的同一时刻" : "结束"}前${name}`;
  }

  private outermost({ earliest, latest }: DueEntry, language: Language): string {
    const of = (earliest ?? latest ?? []).map((one) => this.whole(one, language));
    if (language === "en") return `the ${earliest === undefined ? "latest" : "earliest"} of: ${of.join(" | ")}`;
    return `以下${earliest === undefined ? "最晚" : "最早"}者：${of.join(" | ")}`;
  }

  /** A duration, or the reading that holds one. */
  private period(text: string, language: Language): string {
    const chosen = this.chosen(text);
    const period = parsePeriod(chosen);
    const words = period === undefined ? chosen : periodInWords(period)[language];
    return `${words}${this.reading(text, language)}`;
  }

  private chosen(name: string): string {
    return Object.hasOwn(this.file.readings, name) ? String(this.file.readings[name]?.default) : name;
  }

  private reading(name: string, language: Language): string {
    const reading = Object.hasOwn(this.file.readings, name) ? this.file.readings[name] : undefined;
    if (reading === undefined) return "";
    return language === "en" ? ` (unless chosen otherwise: ${reading.en})` : `（可另行选择：${reading.zh}）`;
  }

  private fact(condition: string, language: Language): string {
    return labelsOf(this.file).get(condition)?.[language] ?? condition;
  }
}

const labels = new WeakMap<RegulationFile, ReadonlyMap<string, Localized>>();

/** What every fact of a regulation is called. */
function labelsOf(file: RegulationFile): ReadonlyMap<string, Localized> {
  const known = labels.get(file);
  if (known !== undefined) return known;
  const definitions = [...declaredFacts(file).map(({ definition }) => definition), ...builtinFacts];
  const made = new Map(definitions.map(({ name, about }) => [name, about]));
  labels.set(file, made);
  return made;
}
