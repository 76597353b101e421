// From the bytes of a POST to the answer: every message is judged, kept, and only then answered.
import { checkBody } from "./check-body.ts";
import { checkHeader, extraNames, headerOf, isForUs } from "./check-header.ts";
import { type Envelope, type Header, open, seal } from "./envelope.ts";
import { type Fault, fault, wordsOf } from "./fault.ts";
import { judge } from "./judge.ts";
import { newToken, type Province } from "./province.ts";
import { sm3 } from "./sm.ts";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Verdict {
  readonly code: string;
  readonly message: string;
  /** The answer's Body, JSON, or "". */
  readonly text: string;
}

const ok: Verdict = { code: "0000", message: "成功", text: "" };
const refuse = (code: string, message: string): Verdict => ({ code, message, text: "" });

/** `transport`: what is wrong with the POST itself (content type, length, coding). */
export function receive(province: Province, bytes: Buffer, transport: readonly Fault[]): Answer {
  const envelope = parse(bytes);
  if (!envelope) {
    noteFault(province, "报文", "不是合格的通用报文结构");
    return {
      status: 400,
      body: JSON.stringify(answerTo(province, emptyHeader, refuse("1001", "报文无法解析"))),
    };
  }
  province.heardAt = Date.now();
  return {
    status: 200,
    body: JSON.stringify(answerTo(province, envelope.Header, decide(province, envelope, transport))),
  };
}

function decide(province: Province, envelope: Envelope, transport: readonly Fault[]): Verdict {
  const { Header: header } = envelope;
  const early = [...transport, ...checkHeader(header, province.region, extraNames(header))];
  if (!isForUs(header.IPCType))
    return keep(province, header, early, refuse("0101", `没有接口 ${header.IPCType}`));
  if (header.Source !== "999999") return keep(province, header, early, refuse("0901", "来源不明"));
  if (header.IPCType === "XT1001") return heartbeat(province, envelope, early);
  const portal = province.home.portal();
  if (!portal) return keep(province, header, early, refuse("9999", "尚未得到对方密钥"));
  if (header.IPCType !== "YZ1001" && !hasToken(province, header)) {
    const missing = header.Token === "" ? [fault("Header.Token", "业务接口必须带令牌")] : [];
    return keep(province, header, [...early, ...missing], refuse("0004", "TOKEN 已失效"));
  }
  const opened = open(envelope, portal.sm4Key, province.dialect);
  if (opened.fault)
    return keep(province, header, [...early, fault("Body", opened.fault)], refuse("1001", "报文体无法验证"));
  early.push(...opened.notes.map((note) => fault("Header.CRC", note)));
  if (header.IPCType === "YZ1001") return logIn(province, header, opened.text, early);
  const { code, message } = judge(province, header, opened.text, early);
  return { code, message, text: "" };
}

function parse(bytes: Buffer): Envelope | null {
  try {
    const found = headerOf(JSON.parse(bytes.toString("utf8")));
    return found && { Header: found.header, Body: found.body };
  } catch {
    return null;
  }
}

function heartbeat(province: Province, { Header: header, Body: body }: Envelope, early: Fault[]): Verdict {
  if (body !== "" || header.CRC !== "") early.push(fault("Body", "心跳的数据体应为空"));
  province.heartbeatAt = Date.now();
  return keep(province, header, early, ok);
}

function logIn(province: Province, header: Header, text: string, early: readonly Fault[]): Verdict {
  const { values, faults } = checkBody("YZ1001", text, false);
  const { user, password } = province.home.account;
  const good = values.user === user && values.password === password;
  if (!good)
    return keep(
      province,
      header,
      [...early, ...faults, fault("YZ1001", "用户或密码不对")],
      refuse("0901", "权限认证未过"),
    );
  province.token = newToken();
  return keep(province, header, [...early, ...faults], {
    ...ok,
    text: JSON.stringify({ YZ1001: { token: province.token } }),
  });
}

// At random, as somebody else's log-in would do it.
function hasToken(province: Province, header: Header): boolean {
  const { killsTokens } = province.dialect;
  const rested = Date.now() - province.tokenKilledAt > (killsTokens?.rest ?? 0) * 1000;
  if (killsTokens && rested && Math.random() < killsTokens.share) {
    province.token = null;
    province.tokenKilledAt = Date.now();
  }
  return province.token !== null && header.Token === province.token;
}

// A heartbeat or a log-in without faults leaves no line: the journal is about cases.
function keep(province: Province, header: Header, faults: readonly Fault[], verdict: Verdict): Verdict {
  const quiet = faults.length === 0 && ["XT1001", "YZ1001"].includes(header.IPCType);
  if (!quiet)
    province.ledger.record({
      t: "received",
      at: Date.now(),
      ipc: header.IPCType,
      serial: header.SerialNum,
      sn: "",
      hash: sm3(Buffer.from(header.IPCType)),
      values: {},
      attachments: [],
      faults,
      code: verdict.code,
      taken: false,
    });
  const first = faults[0];
  return first && verdict.code !== "0000" ? { ...verdict, message: wordsOf(first) } : verdict;
}

export function noteFault({ ledger }: Pick<Province, "ledger">, where: string, message: string): void {
  ledger.record({ t: "fault", at: Date.now(), where, message });
}

/** An answer repeats the request's header, but never the token (5.3). */
function answerTo(province: Province, header: Header, { code, message, text }: Verdict): Envelope {
  return seal(
    { ...header, ReqType: "1", Code: code, Message: message, Token: "" },
    text,
    province.home.sm4Key,
    province.dialect,
  );
}

const emptyHeader: Header = {
  SerialNum: "",
  SystemId: "",
  Source: "",
  Target: "",
  Channel: "",
  IPCType: "",
  ReqTime: "",
  ReqType: "1",
  CRC: "",
  Token: "",
  Code: "",
  Message: "",
};
