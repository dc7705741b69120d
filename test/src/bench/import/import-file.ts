import { createHash } from "node:crypto";
import { DEMO } from "@hearken/directory";
import type { BenchHouse } from "../house/house.js";

const HEADINGS = "来源编号,投诉时间,投诉渠道,主题,内容,投诉人,联系电话,受理方,类别";
const TEXT =
  "我家去年冬天开始主卧外墙渗水，物业来修过两次，每次下雨后又漏。墙面已经发霉，家里有老人和孩子，请尽快安排专业人员彻底处理，并告知明确的时间。";
const DAYS = 600;
const FIRST_DAY = Date.UTC(2025, 0, 1);

/** One row in a hundred names a channel that there is not. */
export const isBad = (row: number): boolean => row % 100 === 42;

/** One complaint a row, received over `DAYS` days. */
export function rowOf(row: number): readonly string[] {
  const day = new Date(FIRST_DAY + (row % DAYS) * 86_400_000).toISOString().slice(0, 10);
  const minute = String(row % 60).padStart(2, "0");
  const channel = isBad(row) ? "pigeon" : "phone";
  const phone = `138${String(row).padStart(8, "0")}`;
  return [
    `B-${row}`,
    `${day} 09:${minute}`,
    channel,
    "主卧外墙渗水",
    TEXT,
    "来电客户",
    phone,
    "客服中心",
    "engineering_quality",
  ];
}

export function csvOf(rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, row) => rowOf(row).join(","));
  return Buffer.from([HEADINGS, ...lines].join("\r\n"));
}

const PART = 180_000;
const OPEN = `mutation ($input: OpenImportInput!) { openImport(input: $input) {
  ... on OpenImportSuccess { import { id } } ... on Refusal { message } } }`;
const ADD = `mutation ($input: AddImportPartInput!) { addImportPart(input: $input) {
  ... on AddImportPartSuccess { import { id } } ... on Refusal { message } } }`;
const START = `mutation ($input: StartImportInput!) { startImport(input: $input) {
  ... on StartImportSuccess { import { id } } ... on Refusal { message } } }`;

/** Uploads a file through the gateway and starts it; answers its id. */
export async function startImport(house: BenchHouse, file: Buffer, source: string): Promise<string> {
  const totalParts = Math.ceil(file.length / PART);
  const { organizationId } = DEMO["subsidiary-1"];
  const { openImport } = await house.ask<{ openImport: { import?: { id: string }; message?: string } }>(OPEN, {
    input: { organizationId, format: "CSV", source, totalParts },
  });
  const importId = openImport.import?.id;
  if (importId === undefined) throw new Error(`the import was refused: ${openImport.message ?? ""}`);
  for (let part = 1; part <= totalParts; part += 1) {
    const piece = file.subarray((part - 1) * PART, part * PART);
    const sha256 = createHash("sha256").update(piece).digest("hex");
    await house.ask(ADD, { input: { importId, part, content: piece.toString("base64"), sha256 } });
  }
  await house.ask(START, { input: { importId, isDryRun: false } });
  return importId;
}
