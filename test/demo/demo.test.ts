import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { businesses } from "shared-types";
import { firms } from "../simulators/people.ts";
import { dialects } from "../simulators/province/dialects.ts";
import { startProvince } from "../simulators/province/start.ts";
import { describedAt } from "../support/api-watch.ts";
import { until } from "../support/portal-double.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { run, type Wanted } from "./run.ts";
import { findSystem } from "./system.ts";

const root = join(import.meta.dirname, "../..");
const regions = ["110000", "320000", "440000"];
const others = businesses.filter(({ code }) => code !== "SQ1005" && code !== "SQ1008");

describe("npm run demo", () => {
  let system: TestSystem;
  before(async () => {
    system = await startTestSystem();
  });
  after(() => system.stop());

  const node = (args: string[]) =>
    new Promise<{ code: number; out: string; errors: string }>((resolve) => {
      const env = { ...process.env, DATA_DIR: system.dataDir, PORT: "" };
      execFile(process.execPath, ["--import", "tsx", ...args], { cwd: root, env }, (error, out, errors) =>
        resolve({ code: error ? Number(error.code) : 0, out, errors }),
      );
    });
  const demo = (...args: string[]) => node(["test/demo/main.ts", ...args]);
  /** What the command does, without the time that a process takes; holds every answer against its description. */
  const inProcess = async (wanted: Omit<Wanted, "timeout"> & { timeout?: number }) =>
    run(
      await findSystem({ DATA_DIR: system.dataDir }),
      { timeout: 300, ...wanted },
      () => {},
      await describedAt(system.url),
    );
  const api = async <T>(region: string, path: string) =>
    (await (await fetch(`${system.simulators[region]!.url}/api/${path}`)).json()) as T;

  it("prints the outcome as JSON and ends with 0", async () => {
    const { code, out, errors } = await demo("--business", "SQ1008", "--region", "110000", "--json");
    assert.equal(code, 0, errors);
    const { reached, stateName } = JSON.parse(out) as Record<string, string>;
    assert.deepEqual([reached, stateName], ["final", "已发证"]);
  });

  describe("takes a case", { concurrency: true }, () => {
    for (const [at, region] of regions.entries())
      describe(`in ${region}`, () => {
        for (const business of ["SQ1005", "SQ1008"]) {
          it(`of ${business} to its good end, with whole materials`, async () => {
            const { businessSn, stateName } = await inProcess({ business, region, until: "final" });
            assert.equal(stateName, "已发证");
            const held = await until(async () => {
              const path = `cases/${businessSn}`;
              const found = await api<{ materials: object | null; ended: boolean }>(region, path);
              return found.materials && found;
            });
            assert.deepEqual([held.materials, held.ended], [{ ok: true, faults: [] }, true]);
          });
        }
        // All twelve in turn; `npm run demo -- --all` takes each of them to each of the three.
        for (const { code: business } of others.filter((_, nth) => nth % regions.length === at))
          it(`of ${business} until it is accepted`, async () => {
            const { person } = await inProcess({ business, region, until: "accepted" });
            // A workshop is a firm's.
            if (["SQ1011", "SQ1012"].includes(business)) assert.equal(person, firms[0]!.firmName);
          });
      });
  });

  it("leaves no province with a fault to find in the portal's messages", async () => {
    for (const region of regions) assert.deepEqual(await api(region, "faults"), []);
  });

  it("says submitted while the province is down, and goes no further", async () => {
    const mood = (name: string) =>
      fetch(`${system.simulators["110000"]!.url}/mood`, {
        method: "POST",
        body: new URLSearchParams({ mood: name }),
      });
    await mood("down");
    try {
      const wanted = { business: "SQ1008", region: "110000" };
      await inProcess({ ...wanted, until: "submitted" });
      const further = inProcess({ ...wanted, until: "accepted", timeout: 3 });
      await assert.rejects(further, /not accepted in time/);
    } finally {
      await mood("up");
    }
  });

  it("works with a province that was imported a moment ago, and exits 2 when it declines", async () => {
    const dir = mkdtempSync(join(tmpdir(), "province-"));
    const province = await startProvince({
      region: "650000",
      dialect: dialects.default!,
      dir,
      pace: { step: 10_000_000 },
    });
    try {
      const bundle = await node([
        "bff/src/cli/peer.ts",
        "export",
        "650000",
        province.province.home.keys.publicKey,
      ]);
      writeFileSync(join(dir, "portal.json"), bundle.out);
      const file = join(dir, "bundle.json");
      await until(async () => (await node(["bff/src/cli/peer.ts", "import", "650000", file])).code === 0);
      // A person at that province's page decides; the demo asks nobody there.
      const decide = async (business: string, decision: string) => {
        const { cases } = province.province.ledger;
        const found = await until(() => [...cases.values()].find((each) => each.business === business));
        await fetch(`http://127.0.0.1:${province.port}/cases/${found.sn}/${decision}`, { method: "POST" });
      };
      const good = demo("--region", "650000", "--timeout", "300");
      await decide("SQ1008", "good-end");
      assert.equal((await good).code, 0, (await good).errors);
      const declined = demo("--region", "650000", "--business", "SQ1005", "--timeout", "300");
      await decide("SQ1005", "decline");
      const { code, errors } = await declined;
      assert.equal(code, 2, errors);
      assert.match(errors, /不予受理/);
    } finally {
      await province.stop();
      rmSync(dir, { recursive: true });
    }
  });

  const wrong: [string, string[], RegExp][] = [
    ["a state that there is not", ["--until", "never"], /--until submitted\|accepted\|final/],
    ["a province that nobody imported", ["--region", "540000"], /540000|接入/],
    ["an option that there is not", ["--colour", "red"], /npm run demo/],
  ];
  for (const [name, args, sentence] of wrong) {
    it(`exits 1 with one sentence for ${name}`, async () => {
      const { code, errors } = await demo(...args);
      assert.equal(code, 1);
      assert.match(errors, sentence);
    });
  }
});
