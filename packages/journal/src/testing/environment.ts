/** Where the specs of this run find their server, and the prefix of the databases that they may make. */
export function specEnvironment(): { readonly serverUrl: string; readonly prefix: string } {
  const serverUrl = process.env["HEARKEN_TEST_DATABASE_URL"];
  const prefix = process.env["HEARKEN_TEST_TEMPLATE"];
  if (serverUrl === undefined || prefix === undefined) throw new Error("run it by `npm test -- packages/journal`");
  return { serverUrl, prefix };
}
