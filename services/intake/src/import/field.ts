/* The fields of a filing that a column can hold, and the headings by which they are known. */

export const IMPORT_FIELDS = [
  "sourceRef",
  "receivedAt",
  "channel",
  "subject",
  "text",
  "complainants",
  "phones",
  "references",
  "addresses",
  "identityNumbers",
  "project",
  "unit",
  "category",
  "matter",
  "nature",
  "customerType",
  "receivedBy",
  "callEndedAt",
  "postedAt",
  "emergency",
  "professional",
  "previous",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

export function isImportField(word: string): word is ImportField {
  return (IMPORT_FIELDS as readonly string[]).includes(word);
}

/** What every row must say; `receivedBy` too, where the import does not say it for all of them. */
export const REQUIRED = ["sourceRef", "receivedAt", "channel", "subject", "text", "complainants"] as const;

/** Beside its own name, which is known always. */
const HEADINGS: Readonly<Record<ImportField, readonly string[]>> = {
  sourceRef: ["来源编号", "原编号", "外部编号", "工单编号", "reference", "source id", "external id"],
  receivedAt: ["投诉时间", "受理时间", "接收时间", "received", "received time", "complained at"],
  channel: ["投诉渠道", "渠道", "受理渠道"],
  subject: ["主题", "投诉主题", "标题", "title"],
  text: ["内容", "投诉内容", "描述", "投诉描述", "content", "description"],
  complainants: ["投诉人", "投诉人姓名", "客户姓名", "姓名", "业主姓名", "complainant", "name", "names"],
  phones: ["联系电话", "电话", "手机", "手机号", "联系方式", "phone", "telephone", "mobile"],
  references: ["投诉人编号", "客户编号", "业主编号", "complainant reference", "customer id"],
  addresses: ["地址", "住址", "联系地址", "address"],
  identityNumbers: ["证件号码", "身份证号", "身份证号码", "identity number"],
  project: ["项目", "项目名称", "楼盘", "小区", "project name", "estate"],
  unit: ["房号", "房屋", "房间号", "单元房号", "home", "room"],
  category: ["类别", "投诉类别", "分类"],
  matter: ["事项", "投诉事项"],
  nature: ["性质", "投诉性质", "诉求性质"],
  customerType: ["客户类型", "客户类别"],
  receivedBy: ["受理方", "受理人类型"],
  callEndedAt: ["通话结束时间", "挂机时间", "call ended"],
  postedAt: ["发帖时间", "发布时间", "posted"],
  emergency: ["紧急", "是否紧急", "urgent"],
  professional: ["专业性问题", "是否专业性问题"],
  previous: ["原投诉", "前次投诉", "原投诉编号", "previous complaint"],
};

/** Without what people put around words in the first line of a sheet: blanks, underlines, dashes, stars, colons; case. */
export function normalHeading(heading: string): string {
  return heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-*:：\ufeff]/gu, "");
}

const byHeading: ReadonlyMap<string, ImportField> = new Map(
  IMPORT_FIELDS.flatMap((field) =>
    [field, ...HEADINGS[field]].map((heading): [string, ImportField] => [normalHeading(heading), field]),
  ),
);

/** The field that a heading is for; `undefined` for a heading that nobody knows. */
export function fieldOfHeading(heading: string): ImportField | undefined {
  return byHeading.get(normalHeading(heading));
}
