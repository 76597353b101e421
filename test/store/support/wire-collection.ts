// A collection over the bare wire: what a long run of random steps needs, at a third of a driver's cost.
import { type Document, Long } from "bson";
import { Wire } from "./wire.ts";

type Found = { toArray(): Promise<Document[]> };

export class WireCollection {
  private readonly wire: Wire;
  private readonly name: string;
  /** What was sent last, for the message of a failure. */
  readonly sent: Document[] = [];
  private constructor(wire: Wire, name: string) {
    this.wire = wire;
    this.name = name;
  }

  /** On a connection of its own, which `close` ends. */
  static async open(port: number, name: string): Promise<WireCollection> {
    return new WireCollection(await Wire.connect(port), name);
  }

  close(): void {
    this.wire.close();
  }

  /** @throws what the server refuses, the first write error too, with its code and details */
  async run(body: Document): Promise<Document> {
    if (this.sent.push(body) > 6) this.sent.shift();
    const reply = await this.wire.ask({ ...body, $db: "model" });
    const refused = reply.ok === 1 ? reply.writeErrors?.[0] : reply;
    if (refused) throw Object.assign(new Error(refused.errmsg), refused);
    return reply;
  }

  insertOne(doc: Document): Promise<Document> {
    return this.run({ insert: this.name, documents: [doc] });
  }

  async updateOne(q: Document, u: Document, more: Document = {}): Promise<{ matchedCount: number }> {
    return { matchedCount: (await this.run({ update: this.name, updates: [{ q, u, ...more }] })).n };
  }

  updateMany(q: Document, u: Document): Promise<{ matchedCount: number }> {
    return this.updateOne(q, u, { multi: true });
  }

  replaceOne(q: Document, u: Document, more: { upsert?: boolean }): Promise<{ matchedCount: number }> {
    return this.updateOne(q, u, more);
  }

  async deleteMany(q: Document): Promise<{ deletedCount: number }> {
    return { deletedCount: (await this.run({ delete: this.name, deletes: [{ q, limit: 0 }] })).n };
  }

  async findOneAndUpdate(query: Document, update: Document, more: Document): Promise<Document | null> {
    return (await this.run({ findAndModify: this.name, query, update, ...more })).value;
  }

  find(filter: Document, more: Document = {}): Found {
    return { toArray: () => this.all({ find: this.name, filter, ...more }) };
  }

  async countDocuments(filter: Document): Promise<number> {
    const pipeline = [{ $match: filter }, { $group: { _id: 1, n: { $sum: 1 } } }];
    const [counted] = await this.all({ aggregate: this.name, pipeline, cursor: {} });
    return counted?.n ?? 0;
  }

  private async all(body: Document): Promise<Document[]> {
    const { cursor } = await this.run(body);
    const found: Document[] = cursor.firstBatch;
    for (let id = cursor.id; Number(id) !== 0; ) {
      const more = { getMore: Long.fromValue(id), collection: this.name };
      const next = (await this.run(body.batchSize ? { ...more, batchSize: body.batchSize } : more)).cursor;
      found.push(...next.nextBatch);
      id = next.id;
    }
    return found;
  }
}
