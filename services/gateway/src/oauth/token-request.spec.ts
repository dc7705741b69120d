import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readTokenRequest } from "./token-request.js";

const GRANT = "grant_type=client_credentials";
const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;
const errorOf = (form: string, header?: string): string | undefined => {
  const read = readTokenRequest(form, header);
  return "refusal" in read ? read.refusal.error : undefined;
};

describe("a request for a token", () => {
  it("names the client and its secret in the header or in the body", () => {
    const request = { clientId: "t.c", secret: "s:e c/r%t" };
    const inBody = `${GRANT}&client_id=t.c&client_secret=${encodeURIComponent(request.secret)}`;
    const inHeader = basic(`t.c:${encodeURIComponent(request.secret)}`);
    expect(readTokenRequest(inBody, undefined)).toEqual({ request });
    expect(readTokenRequest(GRANT, inHeader)).toEqual({ request });
    expect(readTokenRequest(`${GRANT}&client_id=t.c&unknown=1&scope=`, inHeader)).toEqual({ request });
  });

  it("may ask for a scope, token by token", () => {
    const read = readTokenRequest(
      `${GRANT}&client_id=a&client_secret=b&scope=complaint.read+complaint.file`,
      undefined,
    );
    expect(read).toEqual({ request: { clientId: "a", secret: "b", scope: ["complaint.read", "complaint.file"] } });
  });

  it.each([
    ["nothing at all", "", undefined, "invalid_request"],
    ["no grant type", "client_id=a&client_secret=b", undefined, "invalid_request"],
    ["an empty grant type", "grant_type=&client_id=a&client_secret=b", undefined, "invalid_request"],
    ["a parameter twice", `${GRANT}&client_id=a&client_id=a&client_secret=b`, undefined, "invalid_request"],
    ["an unknown parameter twice", `${GRANT}&x=1&x=2&client_id=a&client_secret=b`, undefined, "invalid_request"],
    ["a secret in both places", `${GRANT}&client_id=a&client_secret=b`, basic("a:b"), "invalid_request"],
    ["two clients", `${GRANT}&client_id=other`, basic("a:b"), "invalid_request"],
    ["no client", GRANT, undefined, "invalid_client"],
    ["no secret", `${GRANT}&client_id=a`, undefined, "invalid_client"],
    ["an empty secret", `${GRANT}&client_id=a&client_secret=`, undefined, "invalid_client"],
    ["a bearer token", GRANT, "Bearer a.b.c", "invalid_client"],
    ["a header without a colon", GRANT, basic("a"), "invalid_client"],
    ["a header without a client", GRANT, basic(":b"), "invalid_client"],
    ["a header without a secret", GRANT, basic("a:"), "invalid_client"],
    ["a header badly encoded", GRANT, basic("a:%zz"), "invalid_client"],
    ["a header that is no base64", GRANT, "Basic ???", "invalid_client"],
    ["a password", "grant_type=password&client_id=a&client_secret=b", undefined, "unsupported_grant_type"],
    ["a code", "grant_type=authorization_code&client_id=a&client_secret=b", undefined, "unsupported_grant_type"],
    ["a scope that is none", `${GRANT}&client_id=a&client_secret=b&scope=a++b`, undefined, "invalid_scope"],
    ["a scope in quotes", `${GRANT}&client_id=a&client_secret=b&scope=%22a%22`, undefined, "invalid_scope"],
    ["two scopes", `${GRANT}&client_id=a&client_secret=b&scope=a&scope=b`, undefined, "invalid_request"],
  ])("with %s is refused as the standard says", (_what, form, header, error) => {
    expect(errorOf(form, header)).toBe(error);
  });

  it("is answered whatever is sent", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
        (form, header) => {
          expect(() => readTokenRequest(form, header)).not.toThrow();
        },
      ),
    );
  });
});
