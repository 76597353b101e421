// The table of MongoDB's documented behaviour, through the raw driver (7 and 6) and mongoose, on the embedded store,
// and on a real server too when TEST_MONGODB_URI names one.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Client, connectAll } from "./support/clients.ts";
import { runRow } from "./support/run-row.ts";
import { folderInMemory, removeFolder, type Store, startStore } from "./support/server.ts";
import { rows } from "./table/index.ts";

const clientNames = ["driver 7", "driver 6", "mongoose"];

function runTable(place: string, open: () => Promise<{ uri: string; close(): Promise<void> }>): void {
  describe(place, () => {
    let clients: Client[] = [];
    let server: Awaited<ReturnType<typeof open>>;
    before(async () => {
      server = await open();
      clients = await connectAll(server.uri);
      for (const client of clients) await client.db().dropDatabase();
    });
    after(async () => {
      await Promise.all(clients.map((c) => c.close()));
      await server.close();
    });
    for (const [which, clientName] of clientNames.entries()) {
      for (const [i, row] of rows.entries()) {
        if (clientName === "mongoose" && row.only === "driver") continue;
        test(`${clientName}: ${row.name} (${row.manual})`, () => runRow(clients[which]!, row, `r${i}`));
      }
    }
  });
}

test("the table has at least 350 rows, each with a name of its own on its page", () => {
  assert.ok(rows.length >= 350, `${rows.length} rows`);
  const names = rows.map((row) => `${row.manual} ${row.name}`);
  assert.deepEqual(
    names.filter((n, i) => names.indexOf(n) !== i),
    [],
  );
});

runTable("embedded store", async () => {
  const dir = await folderInMemory();
  const store: Store = await startStore(dir);
  return {
    uri: store.uri,
    close: async () => {
      await store.kill();
      await removeFolder(dir);
    },
  };
});

if (process.env.TEST_MONGODB_URI) {
  const uri = process.env.TEST_MONGODB_URI;
  runTable("real server", async () => ({ uri, close: async () => {} }));
}
