import { nationalDialect } from "./dialect.ts";
import type { Peer } from "./peers.ts";

/** A peer for tests that need no store. */
export function testPeer(values: Partial<Peer>): Peer {
  return {
    region: "650000",
    name: "测试省",
    url: null,
    allowHttp: false,
    transport: "direct",
    platform: null,
    dialect: nationalDialect,
    ourKey: Buffer.alloc(16, 1),
    theirKeys: [Buffer.alloc(16, 2)],
    accountOurs: { user: "", password: "" },
    accountBefore: null,
    accountTheirs: null,
    doc: {} as Peer["doc"],
    ...values,
  };
}
