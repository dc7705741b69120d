import { DEMO } from "@hearken/directory";

export const FILE_COMPLAINT = `mutation File($input: FileComplaintInput!) {
  fileComplaint(input: $input) {
    ... on FileComplaintSuccess { complaint { id number receivedAt version } }
    ... on Refusal { code message path }
  }
}`;

/** Where the load writes a key of its own. */
export const KEY = "00000000-0000-0000-0000-000000000000";

/** What is filed: the words of an ordinary complaint by phone, without an idempotency key. */
export function ordinaryFiling(): Record<string, unknown> {
  return {
    organizationId: DEMO["subsidiary-1"].organizationId,
    projectId: DEMO["subsidiary-1"].projectIds[0],
    channel: "phone",
    category: "engineering_quality",
    subject: "主卧外墙渗水，维修两次仍未解决",
    text: "我家住2栋1202室，去年冬天开始主卧外墙渗水，物业来修过两次，每次下雨后又漏。墙面已经发霉，家里有老人和孩子，请尽快安排专业人员彻底处理，并告知明确的时间。",
    complainants: [{ name: "来电客户", phone: "13800001234" }],
    receivedBy: "CENTRE",
  };
}
