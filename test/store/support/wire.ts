// MongoDB's wire protocol by hand, for what drivers never send: broken messages, old ones, the same one twice.
import { connect, type Socket } from "node:net";
import { type Document, deserialize, serialize } from "bson";

export const opMsg = 2013;
export const opQuery = 2004;

/** A whole message: header and body. */
export function message(requestId: number, opCode: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(requestId, 4);
  header.writeInt32LE(0, 8);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

export const uint32 = (n: number): Buffer => {
  const b = Buffer.alloc(4);
  b.writeUInt32LE(n >>> 0);
  return b;
};

/** A section of kind 1: `identifier` and its documents, outside the command's own document. */
export function sequence(identifier: string, documents: Document[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${identifier}\0`), ...documents.map((d) => serialize(d))]);
  return Buffer.concat([Buffer.from([1]), uint32(content.length + 4), content]);
}

export const command = (requestId: number, body: Document, ...more: Uint8Array[]): Buffer =>
  message(requestId, opMsg, uint32(0), Buffer.from([0]), serialize(body), ...more);

export interface Reply {
  requestId: number;
  responseTo: number;
  opCode: number;
  flags: number;
  body: Document;
}

export class Wire {
  readonly socket: Socket;
  private constructor(socket: Socket) {
    this.socket = socket;
  }
  private pending = Buffer.alloc(0);
  private readonly waiting: ((reply: Reply | null) => void)[] = [];
  private readonly arrived: Reply[] = [];
  private next = 1;
  closed = false;

  static async connect(port: number): Promise<Wire> {
    const socket = connect(port, "127.0.0.1");
    const wire = new Wire(socket);
    await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    socket.on("error", () => {});
    socket.on("data", (bytes) => wire.take(bytes));
    socket.on("close", () => {
      wire.closed = true;
      for (const resolve of wire.waiting.splice(0)) resolve(null);
    });
    return wire;
  }

  private take(bytes: Buffer): void {
    this.pending = Buffer.concat([this.pending, bytes]);
    while (this.pending.length >= 16 && this.pending.length >= this.pending.readInt32LE(0)) {
      const one = this.pending.subarray(0, this.pending.readInt32LE(0));
      this.pending = this.pending.subarray(one.length);
      const opCode = one.readInt32LE(12);
      const at = opCode === opMsg ? 21 : 36;
      const reply = {
        requestId: one.readInt32LE(4),
        responseTo: one.readInt32LE(8),
        opCode,
        flags: one.readUInt32LE(16),
        body: deserialize(one.subarray(at)),
      };
      const waiter = this.waiting.shift();
      if (waiter) waiter(reply);
      else this.arrived.push(reply);
    }
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  /** The next reply, or null when the store closed the connection. */
  reply(): Promise<Reply | null> {
    const ready = this.arrived.shift();
    if (ready || this.closed) return Promise.resolve(ready ?? null);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Sends one command and gives its answer. @throws when the connection is closed instead */
  async ask(body: Document, ...more: Uint8Array[]): Promise<Document> {
    const id = this.next++;
    this.send(command(id, body, ...more));
    const reply = await this.reply();
    if (!reply) throw new Error("the store closed the connection");
    if (reply.responseTo !== id) throw new Error(`an answer to ${reply.responseTo} instead of ${id}`);
    return reply.body;
  }

  close(): void {
    this.socket.destroy();
  }
}
