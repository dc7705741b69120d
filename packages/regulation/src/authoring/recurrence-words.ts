import { together } from "./words.js";

const DAYS: Readonly<Record<string, string>> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const UNITS: Readonly<Record<string, string>> = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" };
const KNOWN: ReadonlySet<string> = new Set(["FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY"]);

/** The days of a rule (RFC 5545) in words; a rule with a rarer part stands as it is written. */
export function recurrenceRuleInWords(rule: string): string {
  const parts = new Map(rule.split(";").map((part) => part.split("=", 2) as [string, string]));
  const unit = UNITS[parts.get("FREQ") ?? ""];
  if (unit === undefined || [...parts.keys()].some((key) => !KNOWN.has(key))) return rule;
  const valuesOf = (key: string): readonly string[] => parts.get(key)?.split(",") ?? [];
  const interval = parts.get("INTERVAL") ?? "1";
  const days = valuesOf("BYDAY").map(dayInWords);
  const dates = valuesOf("BYMONTHDAY").map(dateInWords);
  const months = valuesOf("BYMONTH").map((month) => MONTHS[Number(month) - 1] ?? month);
  return [
    interval === "1" ? `every ${unit}` : `every ${interval} ${unit}s`,
    ...(days.length + dates.length === 0 ? [] : [`on ${together([...days, ...dates])}`]),
    ...(months.length === 0 ? [] : [`${days.length + dates.length === 0 ? "in" : "of"} ${together(months)}`]),
  ].join(" ");
}

function dayInWords(day: string): string {
  const name = DAYS[day.slice(-2)] ?? day;
  const nth = day.slice(0, -2);
  return nth === "" ? name : `the ${nth === "-1" ? "last" : ordinal(Number(nth))} ${name}`;
}

function dateInWords(day: string): string {
  const date = Number(day);
  if (date < 0) return date === -1 ? "the last day" : `the ${ordinal(-date)} day from the end`;
  return `the ${ordinal(date)}${date > 28 ? " (or the last day)" : ""}`;
}

function ordinal(number: number): string {
  const ending = ["th", "st", "nd", "rd"][number % 10] ?? "th";
  return `${number}${Math.floor(number / 10) === 1 ? "th" : ending}`;
}
