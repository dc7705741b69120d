import type { Guest } from "@hearken/service-kit";
import type { Language } from "@hearken/kernel";
import type { WebSocket } from "ws";
import { CLOSE } from "./close-code.js";

const LONGEST_TIMER = 2 ** 31 - 1;
const TIME_TO_SAY_GOODBYE = 1_000;

/** One socket: who is behind it, and how it ends. */
export class Session {
  readonly socket: WebSocket;
  readonly ended = new AbortController();
  guest: Guest | undefined;
  authorization: string | undefined;
  language: Language = "zh-CN";
  #expiry: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket) {
    this.socket = socket;
  }

  /** From now on the socket acts for `guest`, until their token expires. */
  admit(guest: Guest, authorization: string): void {
    this.guest = guest;
    this.authorization = authorization;
    const left = Math.max(0, guest.identity.expiresAt - Date.now());
    this.#expiry = setTimeout(
      () => this.close(CLOSE.accessEnded, "The token has expired."),
      Math.min(left, LONGEST_TIMER),
    );
    this.#expiry.unref();
  }

  /** Whether the principal that holds now is still the one that this socket was opened for. */
  isStill({ scope, roles }: Guest["principal"]): boolean {
    const before = this.guest?.principal;
    return before !== undefined && JSON.stringify([before.scope, before.roles]) === JSON.stringify([scope, roles]);
  }

  /** Says why and ends; a client that does not answer is cut off. */
  close(code: number, reason: string): void {
    this.dispose();
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.socket.close(code, reason);
    setTimeout(() => this.socket.terminate(), TIME_TO_SAY_GOODBYE).unref();
  }

  dispose(): void {
    clearTimeout(this.#expiry);
    this.ended.abort();
  }
}
