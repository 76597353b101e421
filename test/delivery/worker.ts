// One instance of the exchange as a process of its own, to be killed: warms up, and starts when told to.
import { pino } from "pino";
import { readKeys } from "../../bff/src/crypto/keys.ts";
import { startExchange } from "../../bff/src/exchange/start.ts";
import type { Timing } from "../../bff/src/exchange/timing.ts";
import { connect } from "../../bff/src/store/connection.ts";

export interface Order {
  readonly uri: string;
  readonly keyFile: string;
  readonly timing: Partial<Timing>;
  /** A peer's message to take in, as base64; else it sends what is due. */
  readonly raw?: string;
}

process.once("message", (order: Order) => {
  void work(order);
});
process.once("disconnect", () => process.exit(0));

async function work({ uri, keyFile, timing, raw }: Order): Promise<void> {
  await connect(uri);
  const exchange = startExchange({
    ...{ keys: readKeys(keyFile, true), log: pino({ level: "silent" }), timing },
    provinceOf: () => undefined,
    qrCode: async () => ({ code: "0003", message: "没有数据" }),
    evaluationItems: () => [],
    codesOf: () => ({}),
    onFeedback: async () => ({ code: "0000", message: "成功" }),
    onEducation: async () => ({ code: "0000", message: "成功" }),
    positioning: null,
    materialsZip: async () => ({ code: "0003", message: "" }),
  });
  if (raw === undefined) return;
  const { body } = await exchange.receive(Buffer.from(raw, "base64"), "127.0.0.1");
  process.send?.(body.toString());
}
