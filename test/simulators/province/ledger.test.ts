import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Received } from "./entries.ts";
import { Ledger } from "./ledger.ts";

const received = (sn: string, change: Partial<Received> = {}): Received => ({
  t: "received",
  at: 1,
  ipc: "SQ1008",
  serial: `serial-${sn}`,
  sn,
  hash: "h",
  values: { applyName: "测试甲" },
  attachments: [],
  faults: [],
  code: "0000",
  taken: true,
  ...change,
});

describe("a province's ledger", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "ledger-"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  function reopened(work: (ledger: Ledger) => void): Ledger {
    const first = new Ledger(dir);
    work(first);
    first.close();
    return new Ledger(dir);
  }

  it("adds up to the same state after a restart", () => {
    const again = reopened((ledger) => {
      ledger.record({ t: "wish", at: 1, sn: "a" });
      ledger.record(received("a"));
      ledger.record(received("b", { taken: false, code: "1001" }));
      ledger.record({
        t: "feedback",
        at: 2,
        id: "f",
        sn: "a",
        ipc: "JD1004",
        serial: "s",
        state: "3",
        words: "",
        body: {},
      });
    });
    const found = again.cases.get("a")!;
    assert.deepEqual(
      [found.state, found.plan, found.feedbacks.length, again.cases.size],
      ["3", "good", 1, 1],
    );
    assert.deepEqual([again.messages.length, [...again.outbox.keys()]], [2, ["f"]]);
    again.close();
  });

  it("passes over a line that a kill cut short, and goes on writing whole ones", () => {
    reopened((ledger) => ledger.record(received("a"))).close();
    appendFileSync(join(dir, "journal.jsonl"), '{"t":"received","sn":"half","values":{}');
    const again = reopened((ledger) => ledger.record(received("b")));
    assert.deepEqual([...again.cases.keys()], ["a", "b"]);
    again.close();
  });

  it("keeps one file once", () => {
    const ledger = new Ledger(dir);
    const [one, two] = [ledger.keep(Buffer.from("x")), ledger.keep(Buffer.from("x"))];
    assert.equal(one, two);
    assert.equal(ledger.read(one).toString(), "x");
    ledger.close();
  });
});
