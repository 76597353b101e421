// Every interface as a peer could send it: right at both ends, and with each single fault, over HTTP.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { checkBody } from "shared-types/message.ts";
import { type InterfaceCode, interfaces } from "shared-types/spec/interfaces.gen.ts";
import { doubtsAbout } from "../../bff/src/cases/doubts.ts";
import { type CaseDoc, Cases } from "../../bff/src/cases/model.ts";
import { inbox } from "../../bff/src/exchange/collections.ts";
import { handlerOf } from "../../bff/src/exchange/handlers/index.ts";
import { quarantined } from "../../bff/src/exchange/quarantine.ts";
import { reconcile } from "../../bff/src/operations/reconcile.ts";
import { type Json, longest, message, singleFaults } from "../../shared-types/test/messages.ts";
import { type Body, TestPeer } from "../delivery/peer.ts";
import { startPositioning } from "../simulators/positioning/start.ts";
import { startTestPortal, type TestPortal } from "../support/test-portal.ts";

const codes = Object.keys(interfaces) as InterfaceCode[];
const open = codes.filter((code) => handlerOf(code) !== null);
const dir = mkdtempSync(join(tmpdir(), "matrix-"));
let positioning: Awaited<ReturnType<typeof startPositioning>>;
let portal: TestPortal;
let peer: TestPeer;
let token = "";
let cases = 0;

before(async () => {
  positioning = await startPositioning({ dir });
  portal = await startTestPortal({
    POSITIONING_URL: `http://127.0.0.1:${positioning.port}`,
    POSITIONING_KEY: positioning.key,
  });
  peer = await new TestPeer("440000").join();
  const { body } = await say("YZ1001", { YZ1001: peer.account });
  token = body === "" ? "" : String(body.YZ1001?.token);
});
after(async () => {
  console.log(`receive matrix: ${cases} messages over HTTP, ${open.length} interfaces open`);
  await peer?.close();
  await portal?.stop();
  await positioning?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Sends one message and gives the answer as the peer reads it; a zip is "". */
async function say(code: string, body: Json | "") {
  cases += 1;
  const raw = peer.message(code, body as Body, { Token: token });
  const { status, bytes } = await portal.request("POST", "/exchange", {
    headers: { "Content-Type": "application/json" },
    body: raw.toString(),
  });
  return { status, ...peer.open(bytes) };
}

/** A few at a time, as a province with several workers would. */
async function each<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one);
    }),
  );
}

/** Of the wrong types one for each element: the others are held against the check itself, without HTTP. */
const faultsOf = (code: InterfaceCode) =>
  singleFaults(code, "request").filter(({ name }) => !name.includes("of type") || /(text"|\{\})$/.test(name));

/** Values that make a message one of this province's, where the table alone would make it somebody else's. */
const own: Readonly<Record<string, Json>> = {
  CX1001: { vehicleNo: "京A12345", plateColorCode: "2", vinNo: "LSVNV2182E2100001" },
  CX1002: { areaCode: "440100", recordType: "1" },
  CX1003: { provinceCode: "440000" },
};

function faultless(code: InterfaceCode, all: boolean): Json | "" {
  if (interfaces[code].request.length === 0) return "";
  const whole = message(code, "request", all);
  const { educationInfo } = whole[code] as { educationInfo?: Json[] };
  const group = educationInfo?.[0] ?? (whole[code] as Json);
  for (const [name, value] of Object.entries(own[code] ?? {})) if (name in group) group[name] = value;
  return whole;
}

/** Done, but for a wrong account, a verification and a complaint that nobody made, and materials of a window's case. */
const answersTo: Readonly<Record<string, string>> = {
  ...{ YZ1001: "0901", HS1002: "0003", CX3001: "0003" },
  "PJ1004 least": "0003",
};
const fine = (code: string, all: boolean) =>
  answersTo[code] ?? answersTo[`${code} ${all ? "most" : "least"}`] ?? "0000";

/** Progress first: it opens the case that the others speak of. */
const inOrder = [...open].sort((a, b) => Number(b.startsWith("JD")) - Number(a.startsWith("JD")));

test("open is what the requirement has provinces send, and nothing else", () => {
  const sent = codes.filter((code) => interfaces[code].direction !== "portal->province");
  assert.deepEqual([...open].sort(), sent.sort());
});

describe("a message without a fault is taken, and what we answer has none either", () => {
  for (const code of inOrder)
    test(code, async () => {
      for (const all of [false, true]) {
        const { header, body, status } = await say(code, faultless(code, all));
        assert.equal(status, 200);
        assert.equal(header.Code, fine(code, all), header.Message);
        if (header.Code === "0000") assert.deepEqual(checkBody(code, "response", body), []);
        else assert.equal(body, "");
      }
    });
});

describe("each single fault gets its code, with the element's path in a Message of 256 characters at most", () => {
  for (const code of open.filter((one) => interfaces[one].request.length > 0))
    test(code, async () => {
      const before = await inbox().countDocuments();
      await each(faultsOf(code), async (fault) => {
        const { header, body } = await say(code, fault.body);
        assert.equal(header.Code, fault.code, `${fault.name}: ${header.Message}`);
        assert.ok(header.Message!.includes(fault.path), `${fault.name}: ${header.Message}`);
        assert.ok([...header.Message!].length <= 256);
        assert.equal(body, "");
      });
      assert.equal(await inbox().countDocuments(), before, "nothing of it was believed");
    });
});

describe("a value of a cited list that we do not know, and what an approval lacks, is taken", () => {
  for (const code of open.filter((one) => /^JD/.test(one)))
    test(code, async () => {
      const table = interfaces[code].request;
      const whole = () => message(code, "request", true)[code] as Json;
      for (const element of table.filter((one) => one.codes && !one.options)) {
        const strange = "8".repeat(longest(element).length);
        const { header } = await say(code, { [code]: { ...whole(), [element.name]: strange } });
        assert.equal(header.Code, "0000", `${element.name}: ${header.Message}`);
      }
      for (const element of table.filter((one) => one.expectedWhenGood)) {
        const { [element.name]: _, ...without } = whole();
        const { header } = await say(code, { [code]: without });
        assert.equal(header.Code, "0000", `${element.name}: ${header.Message}`);
      }
    });
});

test("what was taken with a doubt stands before an operator, who reads what is odd", async () => {
  const whole = message("JD1002", "request", false).JD1002 as Json;
  const businessSn = "窗口-0001";
  assert.equal((await say("JD1002", { JD1002: { ...whole, businessSn, idType: "77" } })).header.Code, "0000");
  const found = await Cases.findOne({ businessSn }).orFail().lean<CaseDoc>();
  assert.equal(found.needsOperator, true);
  const [about] = doubtsAbout(found);
  assert.deepEqual(
    about!.doubts.filter(({ path }) => path === "JD1002.idType").map(({ message }) => /“77”/.test(message)),
    [true],
  );
  assert.ok(!JSON.stringify(found).includes("不在已知代码中"), "it is sealed");
  const odd = await reconcile(() => undefined, new Date(), { businessSn });
  const { words } = odd.find(({ kind }) => kind === "doubtful")!;
  // The element for the province, not the value.
  assert.ok(words.includes("JD1002.idType") && !words.includes("77"), words);
});

describe("what is not open is 0002, whatever is in it", () => {
  for (const code of codes.filter((one) => !open.includes(one)))
    test(code, async () => {
      const bodies = [message(code, "request", true), message(code, "request", false), { [code]: "x" }, ""];
      for (const body of bodies) assert.equal((await say(code, body as Json | "")).header.Code, "0002");
    });
});

test("after thousands of faults the next message is taken, and the operators have the newest ones", async () => {
  const body = message("JD1004", "request", true);
  assert.equal(
    (await say("JD1004", { JD1004: { ...(body.JD1004 as Json), remark: undefined } })).header.Code,
    "0000",
  );
  const kept = await quarantined({ peer: peer.region, limit: 1_000 });
  assert.ok(kept.length >= Math.min(100, cases / 10) && kept.length < 120, String(kept.length));
  assert.ok(kept.every(({ code, kept }) => /^(0000|1001|0601|0003)$/.test(code) && kept));
});
