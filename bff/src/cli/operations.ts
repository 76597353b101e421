// `npm run operations -- list|show|resend|settle|correct …` on the running system, for operators.
import { readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { onRunningSystem, run, say } from "../command.ts";
import { readConfig } from "../config.ts";
import { quarantined } from "../exchange/quarantine.ts";
import { correct, type Decided, type Decision, resend, settle } from "../operations/decide-message.ts";
import { listMessages, showMessage } from "../operations/list-messages.ts";
import { openUnfitFile } from "../operations/open-file.ts";
import { addOperator, removeOperator, roles } from "../operations/operators.ts";
import { compareRows, daySheet, readRows, rowsOf, toCsv } from "../operations/reconciliation-file.ts";
import { type JudgedFinding, listFindings, settleFinding } from "../operations/settle-finding.ts";

const usage = `npm run operations -- list [--region 110000]                       what is held, refused or unsure, and refused incoming messages
npm run operations -- show <case> <message>                        one message: sent content (masked), attempts, decisions
npm run operations -- resend <case> <message> --reason TEXT        the same message again, same SerialNum
npm run operations -- settle <case> <message> --reason TEXT --proof TEXT    the province has it
npm run operations -- correct <case> <message> --reason TEXT --set element=value …    with other values, new SerialNum
npm run operations -- file <digest> <path>                         writes a province's file that may not be handed on, to be looked into
npm run operations -- reconcile [--region 110000] [--number BUSINESSSN] [--all]     what does not fit, with what is proposed; all: settled ones too
npm run operations -- settle-finding <finding> --reason TEXT       it is settled, and how; it comes back when something about it changes
npm run operations -- sheet <region> <YYYYMMDD>                    sent = confirmed + waiting + refused + held + withdrawn
npm run operations -- export <region> <YYYYMMDD> [--json]          the day's messages, for the province to compare
npm run operations -- compare <ours> <theirs>                      two such files; needs no running system
npm run operations -- add-operator <name> [--role handler|auditor]  a key for the API (X-Operator-Key); an auditor only reads
npm run operations -- remove-operator <name>                       takes all keys of that name away`;

const { values, positionals } = readArguments();
const [act = "", first = "", second = ""] = positionals;

const acts: Record<string, () => Promise<boolean>> = {
  async list() {
    const messages = await listMessages(new Date(), values.region);
    for (const one of messages)
      say(
        `${one.caseId} ${one.entry}\n  ${one.businessSn} ${one.ipc} ${one.serial} ${one.st}${one.unsure ? " 未确认" : ""}，${one.minutes} 分钟，发送 ${one.tries} 次\n  ${one.cause}${one.said && ` 对方说明：${one.said}`}`,
      );
    const refused = await quarantined(values.region === undefined ? {} : { peer: values.region });
    for (const one of refused)
      say(
        `${one.code === "0000" ? "已接收但文件不能转交" : "收到而未接收"}：${one.peer} ${one.ipc} ${one.serial} ${one.code} ${one.message}（${one.times} 次，最近 ${one.lastAt.toISOString()}）`,
      );
    say(`需要处理的发出报文 ${messages.length} 份，未接收或文件不能转交的来文 ${refused.length} 份。`);
    return true;
  },
  async show() {
    const found = await showMessage(first, second, new Date());
    if (found === null) throw new Error("没有这份报文：请用 list 列出的办件号和报文号。");
    say(JSON.stringify({ ...found, body: JSON.parse(found.body) }, null, 2));
    return true;
  },
  resend: () => told(resend(decision())),
  settle: () => told(settle(decision(), values.proof)),
  correct: () => told(correct(decision(), Object.fromEntries(values.set.map(pair)))),
  async file() {
    if (!first || !second) throw new Error(usage);
    // Never in place of another file, and for nobody else's eyes.
    writeFileSync(second, await openUnfitFile(values.as, first), { flag: "wx", mode: 0o600 });
    say(`已写入 ${second}。这个文件没有通过检查，请只在隔离的环境里打开。`);
    return true;
  },
  async reconcile() {
    const { region, number: businessSn, all } = values;
    const found = await listFindings(await promised(), new Date(), { region, businessSn, all });
    for (const one of found) say(inWords(one));
    say(`${found.filter(({ open }) => open).length} 处需要核对。`);
    return true;
  },
  async "settle-finding"() {
    if (!first) throw new Error(usage);
    const settlement = { who: values.as, id: first, reason: values.reason };
    const { done, finding } = await settleFinding(settlement, await promised(), new Date());
    say(`${done ? "已登记。" : "没有改动：这一处已登记过。"}\n${inWords(finding)}`);
    return done;
  },
  async sheet() {
    say(JSON.stringify(daySheet(await rowsOf(wanted(first, 6), wanted(second, 8)))));
    return true;
  },
  async export() {
    const rows = await rowsOf(wanted(first, 6), wanted(second, 8));
    say(values.json ? JSON.stringify(rows, null, 2) : toCsv(rows));
    return true;
  },
  async "add-operator"() {
    const role = roles.find((one) => one === values.role);
    if (!first || role === undefined) throw new Error(usage);
    say(await addOperator(first, new Date(), role));
    return true;
  },
  async "remove-operator"() {
    say(`${await removeOperator(first)} 个密钥已作废。`);
    return true;
  },
};

async function promised() {
  const { config } = await readConfig(resolve(process.env.CONFIG_DIR || "config"));
  return (region: string, business: string) => config.provinces.get(region)?.businesses?.[business]?.days;
}

function inWords(one: JudgedFinding): string {
  const before = one.settlements.map(
    ({ at, who, reason }) => `\n  ${one.open ? "此前登记" : "已登记"}：${at} ${who}：${reason}`,
  );
  return `${one.id}\n  ${one.region} ${one.businessSn} ${one.kind}：${one.words}\n  建议：${proposals[one.proposal]}。${one.settlement}\n  ${one.text}${before.join("")}`;
}

const proposals = {
  resend: "重发（同一流水号）",
  settle: "登记为已收到",
  ask: "询问对方",
  tell: "告知申请人",
};

function compareFiles(): boolean {
  if (!first || !second) throw new Error(usage);
  const [ours, theirs] = [first, second].map((file) => readRows(readFileSync(file, "utf8")));
  const differences = compareRows(ours!, theirs!);
  for (const line of differences) say(line);
  say(`${differences.length} 处不同。`);
  return differences.length === 0;
}

function wanted(text: string, digits: number): string {
  if (!new RegExp(`^\\d{${digits}}$`).test(text)) throw new Error(usage);
  return text;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        region: { type: "string" },
        reason: { type: "string", default: "" },
        proof: { type: "string", default: "" },
        set: { type: "string", multiple: true, default: [] },
        number: { type: "string" },
        role: { type: "string", default: "handler" },
        all: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        as: { type: "string", default: userInfo().username },
      },
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}\n`);
    return process.exit(1);
  }
}

function decision(): Decision {
  if (!first || !second) throw new Error(usage);
  return { who: values.as, caseId: first, entry: second, reason: values.reason };
}

function pair(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new Error(`--set 应写成 element=value，而不是 ${text}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

async function told(deciding: Promise<Decided>): Promise<boolean> {
  const { done, st } = await deciding;
  say(done ? `已办理，报文现在是 ${st}。` : `没有改动：报文现在是 ${st}，可能已由别人处理或已经送达。`);
  return done;
}

run(async () => {
  if (act === "compare") return compareFiles();
  const chosen = acts[act];
  if (chosen === undefined) throw new Error(usage);
  return onRunningSystem(chosen);
});
