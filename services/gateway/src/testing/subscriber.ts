import { once } from "node:events";
import { WebSocket } from "ws";

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A client of graphql-transport-ws that says exactly what it is told to. */
export class Subscriber {
  readonly #results: unknown[] = [];
  readonly #errors: unknown[] = [];
  readonly #wakes = new Set<() => void>();
  #closed: readonly [number, string] | undefined;
  #pongs = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data: Buffer) => this.#take(JSON.parse(data.toString()) as Message));
    socket.on("close", (code: number, reason: Buffer) => {
      this.#closed = [code, reason.toString()];
      this.#wake();
    });
    socket.on("error", () => undefined);
  }

  /** Connects and, with `init`, waits for the acknowledgement. */
  static async connect(url: string, init: Record<string, unknown> | undefined): Promise<Subscriber> {
    const subscriber = new Subscriber(new WebSocket(url.replace("http", "ws"), "graphql-transport-ws"));
    await once(subscriber.socket, "open");
    if (init !== undefined) {
      subscriber.send({ type: "connection_init", payload: init });
      await once(subscriber.socket, "message");
    }
    return subscriber;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object): void {
    this.send({ id, type: "subscribe", payload: { query, variables } });
  }

  get waiting(): number {
    return this.#results.length;
  }

  /** Everything sent so far has been taken up: the server answers pings in order with what came before them, twice to let work begun be done. */
  async settled(): Promise<void> {
    for (let n = 0; n < 20; n += 1) {
      const before = this.#pongs;
      this.send({ type: "ping" });
      await this.#until(() => this.#pongs > before || this.#closed !== undefined);
    }
  }

  async next(): Promise<unknown> {
    await this.#until(() => this.#results.length > 0 || this.#closed !== undefined);
    if (this.#results.length === 0) throw new Error(`closed: ${JSON.stringify(this.#closed)}`);
    return this.#results.shift();
  }

  async error(): Promise<unknown> {
    await this.#until(() => this.#errors.length > 0 || this.#closed !== undefined);
    return this.#errors.shift();
  }

  failure(): Promise<unknown> {
    return this.error();
  }

  async closed(): Promise<readonly [number, string] | undefined> {
    await this.#until(() => this.#closed !== undefined);
    return this.#closed;
  }

  stopReading(): void {
    this.socket.pause();
  }

  readOn(): void {
    this.socket.resume();
  }

  #take(message: Message): void {
    if (message.type === "pong") this.#pongs += 1;
    if (message.type === "error") this.#errors.push(message.payload);
    if (message.type === "next") {
      const { data, errors } = message.payload as { data?: unknown; errors?: unknown };
      if (errors === undefined) this.#results.push(data);
      else this.#errors.push(errors);
    }
    this.#wake();
  }

  #wake(): void {
    for (const wake of [...this.#wakes]) wake();
  }

  #until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        this.#wakes.delete(look);
        resolve();
      };
      this.#wakes.add(look);
      look();
    });
  }
}
