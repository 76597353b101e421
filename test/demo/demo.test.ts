import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { firms } from "../simulators/people.ts";
import { dialects } from "../simulators/province/dialects.ts";
import { startProvince } from "../simulators/province/start.ts";
import { until } from "../support/portal-double.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

const root = join(import.meta.dirname, "../..");

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
  const api = async <T>(region: string, path: string) =>
    (await (await fetch(`${system.simulators[region]!.url}/api/${path}`)).json()) as T;

  for (const region of ["110000", "320000", "440000"]) {
    for (const business of ["SQ1005", "SQ1008"]) {
      it(`takes ${business} to its good end in ${region}`, async () => {
        const { code, out, errors } = await demo(
          "--business",
          business,
          "--region",
          region,
          "--json",
          "--timeout",
          "120",
        );
        assert.equal(code, 0, errors);
        const { businessSn, reached, stateName } = JSON.parse(out) as Record<string, string>;
        assert.deepEqual([reached, stateName], ["final", "已发证"]);
        const held = await until(async () => {
          const found = await api<{ materials: object | null; ended: boolean }>(
            region,
            `cases/${businessSn}`,
          );
          return found.materials && found;
        });
        assert.deepEqual([held.materials, held.ended], [{ ok: true, faults: [] }, true]);
      });
    }
  }

  for (const business of ["SQ1011", "SQ1012"])
    it(`signs in as a firm for ${business}, and the province takes it`, async () => {
      const { code, out, errors } = await demo("--business", business, "--until", "accepted", "--json");
      assert.equal(code, 0, errors);
      assert.equal((JSON.parse(out) as { person: string }).person, firms[0]!.firmName);
    });

  it("leaves no province with a fault to find in the portal's messages", async () => {
    for (const region of ["110000", "320000", "440000"]) assert.deepEqual(await api(region, "faults"), []);
  });

  it("says submitted while the province is down, and goes no further", async () => {
    const mood = (name: string) =>
      fetch(`${system.simulators["110000"]!.url}/mood`, {
        method: "POST",
        body: new URLSearchParams({ mood: name }),
      });
    await mood("down");
    try {
      assert.equal((await demo("--until", "submitted")).code, 0);
      const { code, errors } = await demo("--until", "accepted", "--timeout", "3");
      assert.equal(code, 1);
      assert.match(errors, /not accepted in time/);
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
      const good = demo("--region", "650000", "--timeout", "60");
      await decide("SQ1008", "good-end");
      assert.equal((await good).code, 0, (await good).errors);
      const declined = demo("--region", "650000", "--business", "SQ1005", "--timeout", "60");
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
