export interface SocketLimits {
  readonly sockets: number;
  readonly subscriptionsPerSocket: number;
  readonly messagesPerSecond: number;
  readonly messageBytes: number;
  readonly initWithin: number;
  readonly pingEvery: number;
  /** Milliseconds between two looks at whose access has changed; with the look itself it stays under the 2 seconds promised. */
  readonly accessEvery: number;
}

export const DEFAULT_SOCKET_LIMITS: SocketLimits = {
  sockets: 20_000,
  subscriptionsPerSocket: 50,
  messagesPerSecond: 100,
  messageBytes: 64 * 1024,
  initWithin: 3_000,
  pingEvery: 15_000,
  accessEvery: 1_000,
};
