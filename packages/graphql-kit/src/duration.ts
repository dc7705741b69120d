import { HOUR, MINUTE, SECOND } from "@hearken/kernel";

const ISO8601 =
  /^P(?=\d|T\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?(T(?=\d)(\d{1,6}H)?(\d{1,6}M)?(\d{1,8}(\.\d{1,3})?S)?)?$/;

export function isDuration(text: string): boolean {
  return ISO8601.test(text);
}

/** Milliseconds as ISO 8601 in hours, minutes and seconds; a day is not 24 hours everywhere, so it is not used. */
export function formatDuration(milliseconds: number): string {
  const rest = Math.abs(Math.trunc(milliseconds));
  const hours = Math.floor(rest / HOUR);
  const minutes = Math.floor((rest % HOUR) / MINUTE);
  const seconds = (rest % MINUTE) / SECOND;
  const text = `${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}${seconds > 0 ? `${seconds}S` : ""}`;
  return `${milliseconds < 0 ? "-" : ""}PT${text === "" ? "0S" : text}`;
}
