// The embedded store through mongoose, beside lmdb used directly in the same process with the same durability: a
// million documents with three indexes are loaded, looked up, claimed, and opened again.
import { join } from "node:path";
import { serialize } from "bson";
import { open } from "lmdb";
import mongoose from "mongoose";
import { removeFolder, type Store, startStore, temporaryFolder } from "../store/support/server.ts";
import type { Bench, BenchRow } from "./row.ts";

const peerName = "lmdb";
const now = () => performance.now();

const documentOf = (i: number) => ({
  _id: `c${String(i).padStart(9, "0")}`,
  businessSn: `SN${i}`,
  region: `${110000 + (i % 31) * 10000}`,
  state: "0",
  send: {
    due: new Date(1_700_000_000_000 + i),
    until: null as Date | null,
    fence: 0,
    owner: null as string | null,
  },
  answers: "x".repeat(200),
});
type Case = ReturnType<typeof documentOf>;

/** The same documents and index entries, put into lmdb by hand. */
function direct(path: string) {
  const root = open({ path, maxDbs: 5, overlappingSync: false });
  const docs = root.openDB({ name: "docs", encoding: "binary" });
  const indexes = ["sn", "region", "due"].map((name) => root.openDB({ name, encoding: "binary" }));
  const put = (i: number): Promise<boolean> => {
    const doc = documentOf(i);
    const id = Buffer.from(doc._id);
    void indexes[0]!.put(doc.businessSn, id);
    void indexes[1]!.put([doc.region, doc.state, doc._id], id);
    void indexes[2]!.put([doc.send.due.getTime(), doc._id], id);
    return docs.put(doc._id, Buffer.from(serialize(doc)));
  };
  const get = (sn: string) => docs.get(String(indexes[0]!.get(sn)));
  return { root, put, get, docs };
}

const schema = new mongoose.Schema(
  { _id: String },
  // Whatever another bench of this process has told mongoose about filters.
  { strict: false, strictQuery: false, versionKey: false, autoIndex: false, collection: "cases" },
);

/** Calls `each` for 0 … n-1, `together` at once. @returns milliseconds */
async function time(n: number, together: number, each: (i: number) => Promise<unknown>): Promise<number> {
  const begun = now();
  let next = 0;
  const lane = async () => {
    while (next < n) await each(next++);
  };
  await Promise.all(Array.from({ length: together }, lane));
  return now() - begun;
}

const speed = (name: string, ours: number, peer: number, aim?: string): BenchRow => ({
  name,
  ours,
  peer,
  unit: "per s",
  peerName,
  ratio: ours / peer,
  ...(aim && { aim: `${aim}: ${ours / peer >= 1 / 3 ? "yes" : "no"}` }),
});
const wait = (name: string, ours: number, peer: number, aim?: string): BenchRow => ({
  name,
  ours,
  peer,
  unit: "ms",
  peerName,
  ratio: peer / ours,
  ...(aim && { aim }),
});

async function measure(store: Store, dir: string, total: number, quick: boolean): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const db = await mongoose.createConnection(`${store.uri}/bench?w=majority&journal=true`).asPromise();
  const Cases = db.model("Case", schema);
  const cases = db.collection<Case>("cases");
  await cases.createIndexes([
    { key: { businessSn: 1 }, unique: true },
    { key: { region: 1, state: 1 } },
    { key: { "send.due": 1 }, partialFilterExpression: { "send.due": { $exists: true } } },
  ]);
  const peer = direct(join(dir, "direct"));
  const some = quick ? 300 : 2000;
  let at = 0;
  for (const together of [1, 32]) {
    const begin = at;
    const ours = await time(some, together, (i) => Cases.create(documentOf(begin + i)));
    const theirs = await time(some, together, (i) => peer.put(begin + i));
    rows.push(
      speed(
        `durable insert, 3 indexes, ${together} at once`,
        (some / ours) * 1000,
        (some / theirs) * 1000,
        "≤ 3 × lmdb",
      ),
    );
    at += some;
  }
  const lookUps = async (label: string) => {
    const pick = (i: number) => `SN${(i * 7919) % at}`;
    const ours = await time(300, 1, (i) => Cases.findOne({ businessSn: pick(i) }).lean());
    const theirs = await time(300, 1, async (i) => peer.get(pick(i)));
    rows.push(wait(`look-up by index among ${label}`, ours / 300, theirs / 300, "flat"));
  };
  let oursLoading = 0;
  let theirsLoading = 0;
  const loaded = total - at;
  await lookUps(`${at}`);
  for (let size = Math.max(10_000, total / 100); at < total; ) {
    const [begin, n] = [at, Math.min(1000, total - at)];
    oursLoading += await time(1, 1, () =>
      cases.insertMany(Array.from({ length: n }, (_, i) => documentOf(begin + i))),
    );
    theirsLoading += await time(1, 1, () =>
      Promise.all(Array.from({ length: n }, (_, i) => peer.put(begin + i))),
    );
    at += n;
    if (at >= size && size < total) {
      await lookUps(`${at}`);
      size *= 10;
    }
  }
  await lookUps(`${at}`);
  rows.push(
    speed("load in thousands, 3 indexes", (loaded / oursLoading) * 1000, (loaded / theirsLoading) * 1000),
  );
  const claim = (i: number) =>
    cases.findOneAndUpdate(
      { "send.due": { $lte: new Date() }, "send.owner": null },
      [
        {
          $set: {
            "send.owner": `w${i}`,
            "send.fence": { $add: ["$send.fence", 1] },
            "send.due": { $dateAdd: { startDate: "$$NOW", unit: "hour", amount: 1 } },
          },
        },
      ],
      { sort: { "send.due": 1 } },
    );
  const claims = quick ? 100 : 500;
  const ours = await time(claims, 1, claim);
  const theirs = await time(claims, 1, (i) =>
    peer.docs.transaction(
      () =>
        void peer.docs.put(
          `c${String(i).padStart(9, "0")}`,
          peer.docs.get(`c${String(i).padStart(9, "0")}`)!,
        ),
    ),
  );
  rows.push(wait(`claim, durable, among ${at}`, ours / claims, theirs / claims));
  await db.close();
  await peer.root.close();
  return rows;
}

async function restart(dir: string): Promise<BenchRow> {
  const begun = now();
  const store = await startStore(join(dir, "store"));
  const db = await mongoose.createConnection(`${store.uri}/bench`).asPromise();
  await db.collection("cases").findOne({ businessSn: "SN1" });
  const ours = now() - begun;
  await db.close();
  await store.stop();
  const again = now();
  const peer = direct(join(dir, "direct"));
  peer.get("SN1");
  const theirs = now() - again;
  await peer.root.close();
  return wait("restart until the first answer (ours: with the process)", ours, theirs);
}

export const bench: Bench = {
  title: "The embedded store, a million documents with three indexes, beside lmdb alone",
  run: async ({ quick }) => {
    const dir = await temporaryFolder();
    try {
      const store = await startStore(join(dir, "store"));
      const rows = await measure(store, dir, quick ? 20_000 : 1_000_000, quick);
      await store.kill();
      return [...rows, await restart(dir)];
    } finally {
      await removeFolder(dir);
    }
  },
};
