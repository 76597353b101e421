import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import mongoose from "mongoose";
import type { Bed } from "./bed.ts";
import type { Violation } from "./invariants.ts";

/** I12: no id number, password or key stands in the open, in no log and in no document. */
export async function leaks(bed: Bed): Promise<Violation[]> {
  const canaries = [...bed.secrets, "110101197001019918", "320102197505059927"];
  const found: Violation[] = [];
  const look = (where: string, text: string) => {
    for (const [at, one] of canaries.entries())
      if (text.includes(one)) found.push(`I12: secret ${at} stands in ${where}`);
  };
  const logs = readdirSync(bed.dir).filter((name) => /^(portal|store).*\.log$/.test(name));
  for (const name of logs) look(name, readFileSync(join(bed.dir, name), "utf8"));
  const db = mongoose.connection.db!;
  for (const { name } of await db.listCollections().toArray())
    for await (const doc of db.collection(name).find({})) look(name, JSON.stringify(doc));
  return [...new Set(found)];
}
