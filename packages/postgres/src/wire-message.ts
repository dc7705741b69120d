import type { WireValue } from "./wire-value.js";

const PARSE = 0x50;
const BIND = 0x42;
const DESCRIBE = 0x44;
const EXECUTE = 0x45;
const SYNC = 0x53;
const PORTAL = 0x50;

const BINARY = 1;
/** Bytes; what grew beyond it for one large message is given back. */
const USUAL = 65_536;

/**
 * Messages to the server, written one behind the other into one buffer, because a write to a socket costs more than
 * what is written. Portals are unnamed, answers are asked for as text.
 * Source: https://www.postgresql.org/docs/18/protocol-message-formats.html
 */
export class WireMessages {
  #buffer = Buffer.allocUnsafe(USUAL);
  #end = 0;

  parse(name: string, text: string): void {
    const start = this.#begin(PARSE);
    this.#string(name);
    this.#string(text);
    this.#int16(0);
    this.#finish(start);
  }

  bind(name: string, values: readonly WireValue[]): void {
    const start = this.#begin(BIND);
    this.#byte(0);
    this.#string(name);
    this.#formats(values);
    this.#int16(values.length);
    for (const value of values) this.#value(value);
    this.#int16(0);
    this.#finish(start);
  }

  describe(): void {
    const start = this.#begin(DESCRIBE);
    this.#byte(PORTAL);
    this.#byte(0);
    this.#finish(start);
  }

  /** All rows of what was bound last. */
  execute(): void {
    const start = this.#begin(EXECUTE);
    this.#byte(0);
    this.#int32(0);
    this.#finish(start);
  }

  /** Where the server answers everything before it, and from where it goes on after an error. */
  sync(): void {
    this.#finish(this.#begin(SYNC));
  }

  /** What was written since the last time. */
  take(): Buffer {
    const taken = Buffer.from(this.#buffer.subarray(0, this.#end));
    this.#end = 0;
    if (this.#buffer.length > USUAL) this.#buffer = Buffer.allocUnsafe(USUAL);
    return taken;
  }

  #begin(code: number): number {
    this.#byte(code);
    const start = this.#end;
    this.#int32(0);
    return start;
  }

  #finish(start: number): void {
    this.#buffer.writeInt32BE(this.#end - start, start);
  }

  #formats(values: readonly WireValue[]): void {
    if (values.every((value) => value === null || typeof value === "string")) {
      this.#int16(0);
      return;
    }
    this.#int16(values.length);
    for (const value of values) this.#int16(value instanceof Uint8Array ? BINARY : 0);
  }

  #value(value: WireValue): void {
    if (value === null) {
      this.#int32(-1);
    } else if (typeof value === "string") {
      this.#int32(0);
      const start = this.#end;
      this.#text(value);
      this.#buffer.writeInt32BE(this.#end - start, start - 4);
    } else {
      this.#int32(value.length);
      this.#reserve(value.length);
      this.#buffer.set(value, this.#end);
      this.#end += value.length;
    }
  }

  #string(text: string): void {
    this.#text(text);
    this.#byte(0);
  }

  /** A UTF-16 unit is three bytes of UTF-8 at most. */
  #text(text: string): void {
    this.#reserve(text.length * 3);
    this.#end += this.#buffer.write(text, this.#end, "utf8");
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#end] = value;
    this.#end += 1;
  }

  #int16(value: number): void {
    this.#reserve(2);
    this.#end = this.#buffer.writeInt16BE(value, this.#end);
  }

  #int32(value: number): void {
    this.#reserve(4);
    this.#end = this.#buffer.writeInt32BE(value, this.#end);
  }

  #reserve(bytes: number): void {
    if (this.#end + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#end + bytes));
    this.#buffer.copy(larger, 0, 0, this.#end);
    this.#buffer = larger;
  }
}
