/** Why the server ends a socket, beside the codes of the graphql-transport-ws protocol (4400, 4401, 4406, 4408, 4409, 4429). */
export const CLOSE = {
  /** The token expired, or what its holder may see has changed: sign in and subscribe again with the last cursor. */
  accessEnded: 4403,
  badRequest: 4400,
  unauthorized: 4401,
  tooMany: 4429,
  /** The client does not read as fast as things happen: subscribe again with the last cursor. */
  slowReader: 4410,
  /** The server or its database is going away: come back in a moment, scattered. */
  tryAgainLater: 1013,
  goingAway: 1001,
} as const;
