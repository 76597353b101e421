import { education } from "./education.ts";
import { evaluationItems } from "./evaluation-items.ts";
import type { Handler } from "./handler.ts";
import { heartbeatOfPeer } from "./heartbeat-of-peer.ts";
import { logIn } from "./log-in.ts";
import { materials } from "./materials.ts";
import { positioning } from "./positioning.ts";
import { progress } from "./progress.ts";
import { qrCode } from "./qr-code.ts";

/** What is open here, by IPCType. Every other interface of Appendix A is known and answered 0002. */
export const handlers: Readonly<Record<string, Handler>> = {
  YZ1001: logIn,
  XT1001: heartbeatOfPeer,
  JD1001: progress,
  JD1002: progress,
  JD1003: progress,
  JD1004: progress,
  QX1002: progress,
  HT1002: progress,
  HS1002: progress,
  PJ1002: progress,
  PJ1004: progress,
  CX1001: positioning,
  CX1002: qrCode,
  CX1003: education,
  CX3001: materials,
  CX3002: evaluationItems,
};

/** The handler of an interface that is open here. */
export function handlerOf(ipc: string): Handler | null {
  return Object.hasOwn(handlers, ipc) ? (handlers[ipc] ?? null) : null;
}
