import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { goesOn, type Row } from "../row.ts";
import { traffic } from "../traffic.ts";

/** The same application at once from four windows, and the same id with another content. */
const doubles: Row = {
  id: "F18",
  title: "double clicks, several windows, one id with two contents",
  quick: 6,
  full: 250,
  async run(stage, amount) {
    let trials = 0;
    const broken: string[] = [];
    for (; goesOn(stage, trials, amount); trials++) {
      const statuses = await stage.people.clickEverywhere();
      const { same, other } = statuses;
      if (same.filter((status) => status === 201).length > 1) broken.push(`I1: created twice: ${same}`);
      if (same.some((status) => status !== 200 && status !== 201)) broken.push(`F18: a repeat got ${same}`);
      if (other !== 409) broken.push(`F18: another content under the same id got ${other}, not 409`);
    }
    return { trials: trials * 5, broken };
  },
};

/** Connections that never finish what they began. */
const slow: Row = {
  id: "F15",
  title: "slow headers and slow bodies on every door",
  quick: 60,
  full: 1_000,
  async run(stage, amount) {
    const sockets: Socket[] = [];
    for (let at = 0; at < amount; at++) {
      const socket = connect(stage.bed.instances[at % stage.bed.instances.length]!.port, "127.0.0.1");
      socket.on("error", () => {});
      const head = "POST /exchange HTTP/1.1\r\nHost: a\r\n";
      socket.write(at % 2 === 0 ? head : `${head}Content-Length: 1000\r\n\r\n{`);
      sockets.push(socket);
    }
    const told = await traffic(stage, 10);
    await sleep(500);
    for (const socket of sockets) socket.destroy();
    const failed = told.filter(({ caseId }) => caseId === null).length;
    return { trials: amount, broken: failed > 0 ? [`F15: ${failed} of ${told.length} submits failed`] : [] };
  },
};

const deep = "[".repeat(20_000);
const header = {
  SerialNum: "1",
  Source: "110000",
  Target: "999999",
  IPCType: "JD1004",
  CRC: "0",
  Token: "x",
};

/** Bodies made to break what reads them. */
const poisons: readonly ((at: number) => string)[] = [
  () => deep,
  () => '{"Header":{"__proto__":{"Source":"110000"}},"Body":""}',
  (at) => JSON.stringify({ Header: { ...header, SerialNum: String(at) }, Body: "!!!!" }),
  (at) => JSON.stringify({ Header: { ...header, IPCType: "YZ1001", Token: "" }, Body: "A".repeat(at % 999) }),
  (at) => `{"Header":{${Array.from({ length: 500 }, (_, n) => `"k${at}${n}":1`).join(",")}},"Body":""}`,
  (at) => String.fromCharCode(...Array.from({ length: 60 }, (_, n) => (at * 31 + n * 17) % 256)),
  () => `{"Header":${deep}`,
  () => "null",
];

const poison: Row = {
  id: "F20",
  title: "poisoned messages at the exchange",
  quick: 400,
  full: 20_000,
  async run(stage, amount) {
    const broken = new Set<string>();
    let trials = 0;
    const one = async () => {
      while (goesOn(stage, trials, amount)) {
        const at = trials++;
        const { port } = stage.bed.instances[at % stage.bed.instances.length]!;
        const body = poisons[at % poisons.length]!(at);
        const reply = await fetch(`http://127.0.0.1:${port}/exchange`, { method: "POST", body }).catch(
          (error: Error) => ({ status: 0, text: async () => error.message }),
        );
        const text = await reply.text();
        const wrong = reply.status !== 400 && reply.status !== 200;
        if (wrong || text.includes('"9999"'))
          broken.add(`F20: poison ${at % poisons.length} got ${reply.status} ${text.slice(0, 80)}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, one));
    return { trials, broken: [...broken] };
  },
};

export const hostileRows: readonly Row[] = [doubles, slow, poison];
