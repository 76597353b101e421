import type { Handler } from "./handler.ts";
import { heartbeatOfPeer } from "./heartbeat-of-peer.ts";
import { logIn } from "./log-in.ts";
import { materials } from "./materials.ts";
import { progress } from "./progress.ts";

/** What is open here, by IPCType. Every other interface of Appendix A is known and answered 0002. */
export const handlers: Readonly<Record<string, Handler>> = {
  YZ1001: logIn,
  XT1001: heartbeatOfPeer,
  JD1002: progress,
  JD1004: progress,
  CX3001: materials,
};

/** The handler of an interface that is open here. */
export function handlerOf(ipc: string): Handler | null {
  return Object.hasOwn(handlers, ipc) ? (handlers[ipc] ?? null) : null;
}
