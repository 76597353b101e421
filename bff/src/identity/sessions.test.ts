import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openTestStore, type TestStore } from "../../../test/support/test-store.ts";
import { connect, disconnect } from "../store/connection.ts";
import { Sessions } from "./models.ts";
import { closeSession, findSession, openSession } from "./sessions.ts";

let store: TestStore;
before(async () => {
  store = await openTestStore();
  await connect(store.uri);
});
after(async () => {
  await disconnect();
  await store.close();
});

const who = { ownerId: "a".repeat(32), actorId: "a".repeat(32) };
const start = new Date("2026-03-01T08:00:00Z");
const later = (minutes: number, seconds = 0) => new Date(start.getTime() + (minutes * 60 + seconds) * 1_000);

test("a session lives for 30 minutes without use, and not a second longer", async () => {
  const token = await openSession(who, start);
  assert.equal((await findSession(token, later(29, 59)))?.ownerId, who.ownerId);
  const idle = await openSession(who, start);
  assert.equal(await findSession(idle, later(30, 1)), null);
});

test("use keeps it alive, but not beyond 12 hours", async () => {
  const token = await openSession(who, start);
  for (let minutes = 20; minutes < 720; minutes += 20)
    assert.ok(await findSession(token, later(minutes)), `${minutes} min`);
  assert.ok(await findSession(token, later(719, 59)));
  assert.equal(await findSession(token, later(720, 1)), null);
});

test("a token has 256 random bits, and the store knows only its digest", async () => {
  const tokens = await Promise.all(Array.from({ length: 50 }, () => openSession(who, start)));
  assert.equal(new Set(tokens).size, 50);
  for (const token of tokens) assert.equal(Buffer.from(token, "base64url").length, 32);
  const stored = JSON.stringify(await Sessions.find().lean());
  assert.ok(tokens.every((token) => !stored.includes(token)));
});

test("a closed session is gone, the others of the same person stay", async () => {
  const [one, other] = [await openSession(who, start), await openSession(who, start)];
  await closeSession(one);
  assert.equal(await findSession(one, later(1)), null);
  assert.ok(await findSession(other, later(1)));
});
