import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** What came back for one request. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const HEAD_END = Buffer.from("\r\n\r\n");
const LENGTH = /\r\ncontent-length: *(\d+)/i;

/**
 * One keep-alive connection that sends bytes made beforehand and reads answers with a Content-Length: as little work
 * as can be, because whoever measures shares the machine with what is measured. One request at a time.
 */
export class HttpConnection {
  #received: Buffer = Buffer.alloc(0);
  #waiting: PromiseWithResolvers<HttpAnswer> | undefined;
  #broken: Error | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#read(chunk));
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => this.#fail(new Error("the server closed the connection")));
  }

  static async open(port: number): Promise<HttpConnection> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new HttpConnection(socket);
  }

  /** Rejects when the connection breaks or the answer is not one that this can read. */
  send(request: Buffer): Promise<HttpAnswer> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    this.#waiting = Promise.withResolvers<HttpAnswer>();
    this.socket.write(request);
    return this.#waiting.promise;
  }

  close(): void {
    this.socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.#received.toString("latin1", 0, end);
    const length = LENGTH.exec(head)?.[1];
    if (length === undefined) return this.#fail(new Error(`an answer without Content-Length: ${head.slice(0, 200)}`));
    const whole = end + HEAD_END.length + Number(length);
    if (this.#received.length < whole) return;
    const body = this.#received.subarray(end + HEAD_END.length, whole);
    this.#received = this.#received.subarray(whole);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }

  #fail(error: Error): void {
    this.#broken ??= error;
    this.#waiting?.reject(this.#broken);
    this.#waiting = undefined;
  }
}
