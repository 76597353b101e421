// Our side of the wire as the one who asks: log in, send, check that the answer is one.

import { headerOf } from "./check-header.ts";
import { type Envelope, open, seal } from "./envelope.ts";
import { nextSerial } from "./feedback.ts";
import type { Province } from "./province.ts";
import { noteFault } from "./receive.ts";
import { stamp } from "./times.ts";

export interface PortalAnswer {
  readonly code: string;
  readonly message: string;
  /** The answer's Body as JSON text, "" for none. */
  readonly text: string;
  /** A file instead of an envelope (CX3001). */
  readonly file?: { readonly bytes: Buffer; readonly type: string; readonly disposition: string };
}

export class PortalClient {
  private readonly province: Province;
  private token = "";
  private loggingIn: Promise<void> | null = null;

  constructor(province: Province) {
    this.province = province;
  }

  /**
   * Sends one message; logs in first where a token is needed and missing, and once more where it has died.
   * @param serial of this message; the same for every resend.
   * @throws where nothing that can be read as an answer came back.
   */
  async send(ipc: string, text: string, serial: string): Promise<PortalAnswer> {
    if (ipc === "XT1001") return this.post(ipc, text, serial, "");
    if (!this.token) await this.logIn();
    const used = this.token;
    const answer = await this.post(ipc, text, serial, used);
    if (answer.code !== "0004") return answer;
    if (this.token === used) await this.logIn();
    return this.post(ipc, text, serial, this.token);
  }

  // One at a time: a second log-in would kill the first one's token.
  private logIn(): Promise<void> {
    this.loggingIn ??= this.askForToken().finally(() => {
      this.loggingIn = null;
    });
    return this.loggingIn;
  }

  private async askForToken(): Promise<void> {
    const { account } = this.portal();
    const answer = await this.post(
      "YZ1001",
      JSON.stringify({ YZ1001: account }),
      nextSerial(this.province.region),
      "",
    );
    const token = answer.code === "0000" ? tokenIn(answer.text) : null;
    if (!token) throw new Error(`登录被拒：${answer.code} ${answer.message}`);
    this.token = token;
  }

  private portal() {
    const portal = this.province.home.portal();
    if (!portal) throw new Error("尚未得到便民政务系统的密钥");
    return portal;
  }

  private async post(ipc: string, text: string, serial: string, token: string): Promise<PortalAnswer> {
    const { region, dialect, home } = this.province;
    const portal = this.portal();
    const header = {
      SerialNum: serial,
      SystemId: region,
      Source: region,
      Target: "999999",
      Channel: "2",
      IPCType: ipc,
      ReqTime: stamp(),
      ReqType: "0",
      Token: token,
      Code: "",
      Message: "",
    };
    const response = await fetch(portal.url, {
      method: "POST",
      headers: { "content-type": "application/json;charset=utf-8" },
      body: JSON.stringify(seal(header, text, home.sm4Key, dialect)),
      redirect: "error",
      signal: AbortSignal.timeout(60_000),
    });
    const type = response.headers.get("content-type") ?? "";
    const bytes = Buffer.from(await response.arrayBuffer());
    if (type.startsWith("application/zip"))
      return {
        code: "0000",
        message: "",
        text: "",
        file: { bytes, type, disposition: response.headers.get("content-disposition") ?? "" },
      };
    return this.openAnswer(header, bytes, response.status, portal.sm4Key);
  }

  private openAnswer(
    asked: { SerialNum: string; IPCType: string },
    bytes: Buffer,
    status: number,
    key: string,
  ): PortalAnswer {
    const found = parse(bytes);
    if (!found) throw new Error(`应答不是报文（HTTP ${status}）`);
    const { header, body } = found;
    const opened = open({ Header: header, Body: body } as Envelope, key, this.province.dialect);
    const wrong = [
      header.SerialNum !== asked.SerialNum && "SerialNum 与请求不同",
      header.IPCType !== asked.IPCType && "IPCType 与请求不同",
      header.ReqType !== "1" && "ReqType 不为 1",
      header.Token !== "" && "应答带有令牌",
      !/^\d{4}$/.test(header.Code) && "没有返回码",
      header.Message === "" && "没有返回信息",
      [...header.Message].length > 256 && "返回信息超过 256 个字符",
      opened.fault,
      ...opened.notes,
    ].filter((words) => typeof words === "string");
    for (const words of wrong) noteFault(this.province, `对 ${asked.IPCType} 的应答`, words);
    if (opened.fault) throw new Error(opened.fault);
    return { code: header.Code, message: header.Message, text: opened.text };
  }
}

function parse(bytes: Buffer) {
  try {
    return headerOf(JSON.parse(bytes.toString("utf8")));
  } catch {
    return null;
  }
}

function tokenIn(text: string): string | null {
  const { token } = (JSON.parse(text) as { YZ1001?: { token?: unknown } }).YZ1001 ?? {};
  return typeof token === "string" && token.length > 0 && token.length <= 200 ? token : null;
}
