/** The server on which specifications make databases of their own. Throws when the run has none. */
export function testServerUrl(): string {
  const url = process.env["HEARKEN_TEST_DATABASE_URL"];
  if (url === undefined) throw new Error("this test needs a database: run it by `npm test`");
  return url;
}
