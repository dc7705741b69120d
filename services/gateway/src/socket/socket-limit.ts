export interface SocketLimits {
  readonly sockets: number;
  readonly subscriptionsPerSocket: number;
  readonly messagesPerSecond: number;
  readonly messageBytes: number;
  readonly initWithin: number;
  readonly pingEvery: number;
  readonly accessEvery: number;
}

export const DEFAULT_SOCKET_LIMITS: SocketLimits = {
  sockets: 20_000,
  subscriptionsPerSocket: 50,
  messagesPerSecond: 100,
  messageBytes: 64 * 1024,
  initWithin: 3_000,
  pingEvery: 15_000,
  accessEvery: 2_000,
};
