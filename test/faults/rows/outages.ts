import { setTimeout as sleep } from "node:timers/promises";
import { cases } from "../../../bff/src/exchange/collections.ts";
import { goesOn, type Row } from "../row.ts";
import { traffic } from "../traffic.ts";

const region = "110000";
const hours = 8;

/** One province is away for eight hours of the system's time, then it is back. */
const outage: Row = {
  id: "F6",
  title: `a province down for ${hours} hours, then back`,
  quick: 30,
  full: 1_000,
  weight: 2,
  async run(stage, amount) {
    const { bed } = stage;
    const province = bed.provinces.find((one) => one.region === region)!;
    await province.link.shut();
    const told = await traffic(stage, amount, { region, atOnce: 8 });
    for (let hour = 0; hour < hours; hour++) {
      await sleep(700);
      await bed.forward(3_500_000);
      // Idle sessions and photos end: people come anew.
      stage.people.refresh();
    }
    const posts = () => province.lines().filter((line) => line.t === "got" && line.effect).length;
    const held = posts();
    await province.link.listen();
    const back = bed.lapse.now().getTime();
    const end = Date.now() + 120_000;
    while (posts() === held && Date.now() < end) await sleep(10);
    const first = (bed.lapse.now().getTime() - back) / 1_000;
    const open = { "send.peer": region, "send.due": { $exists: true } };
    while ((await cases().countDocuments(open)) > 0 && Date.now() < end) await sleep(50);
    const drained = (bed.lapse.now().getTime() - back) / 1_000;
    const broken =
      first > 60 ? [`first send ${first.toFixed(0)} s after the province was back (at most 60)`] : [];
    const measured = `first send after ${first.toFixed(1)} s, ${told.length} drained after ${drained.toFixed(0)} s of the system's time`;
    return { trials: told.length, broken, measured };
  },
};

/** One province takes connections and never answers: the others must not notice. */
const hanging: Row = {
  id: "F7",
  title: "one province hangs",
  quick: 12,
  full: 300,
  async run(stage, amount) {
    const { bed } = stage;
    const others = ["320000", "440000"];
    const delays = async () => {
      const told = [];
      for (const one of others) told.push(...(await traffic(stage, amount, { region: one, atOnce: 2 })));
      await sleep(500);
      const got = new Map(
        bed.provinces.flatMap((one) =>
          one
            .lines()
            .flatMap((line) => (line.t === "got" && line.effect ? [[line.sn, line.at] as const] : [])),
        ),
      );
      const stored = await cases()
        .find({ businessSn: { $in: told.flatMap(({ businessSn }) => businessSn ?? []) } })
        .toArray();
      return stored.flatMap(({ businessSn, outbox }) => (got.has(businessSn) ? [outbox[0]!.tries] : []));
    };
    const before = await delays();
    await bed.provinces.find((one) => one.region === region)!.behave({ hang: 1 });
    await traffic(stage, 10, { region });
    const during = await delays();
    const again = (tries: readonly number[]) => tries.filter((one) => one > 1).length;
    return {
      trials: 10,
      measured: `sent again elsewhere: ${again(before)} before, ${again(during)} while it hung`,
    };
  },
};

/** Instances are restarted in turn, in order, while people submit. */
const rolling: Row = {
  id: "F14",
  title: "rolling restarts under load",
  quick: 4,
  full: 60,
  async run(stage, amount) {
    let trials = 0;
    const restart = async () => {
      for (; goesOn(stage, trials, amount); trials++) {
        const one = stage.bed.instances[trials % stage.bed.instances.length]!;
        await one.stop("SIGTERM");
        await one.start();
      }
    };
    const told: { caseId: string | null }[] = [];
    let over = false;
    const people = async () => {
      // Once the row's time is over traffic ends at once: the pause lets the others end too.
      for (; !over; await sleep(50)) told.push(...(await traffic(stage, 2, { atOnce: 2 })));
    };
    await Promise.all([restart().finally(() => (over = true)), people()]);
    const failed = told.filter(({ caseId }) => caseId === null).length;
    return {
      trials,
      broken: failed > 0 ? [`${failed} submits failed in spite of the client's retries`] : [],
    };
  },
};

/** A worker is stopped around its POST, for less and for more than its lease. */
const stopped: Row = {
  id: "F10",
  title: "SIGSTOP of a worker, 5 s and 90 s of the system's time",
  quick: 3,
  full: 60,
  weight: 2,
  async run(stage, amount) {
    const { bed, chance } = stage;
    let trials = 0;
    let over = false;
    const stopper = async () => {
      for (; goesOn(stage, trials, amount); trials++) {
        const one = bed.instances[Math.floor(chance() * bed.instances.length)]!;
        one.signal("SIGSTOP");
        await bed.lapse.pass(trials % 2 === 0 ? 90_000 : 5_000);
        one.signal("SIGCONT");
        await sleep(200);
      }
    };
    const people = async () => {
      for (; !over; await sleep(50)) await traffic(stage, 4);
    };
    await Promise.all([stopper().finally(() => (over = true)), people()]);
    return { trials };
  },
};

/** One instance's host has a clock that is wrong by minutes and by a day. */
const clocks: Row = {
  id: "F9",
  title: "the clock of an instance's machine wrong by 10 minutes and 24 hours",
  quick: 2,
  full: 12,
  async run(stage, amount) {
    const one = stage.bed.instances[0]!;
    const skews = [86_400_000, -86_400_000, 600_000, -600_000];
    let trials = 0;
    try {
      for (; goesOn(stage, trials, amount); trials++) {
        one.skew = skews[trials % skews.length]!;
        await one.stop("SIGKILL");
        await one.start();
        await traffic(stage, 6);
      }
    } finally {
      one.skew = 0;
      await one.stop("SIGKILL");
      await one.start();
    }
    return { trials, kills: trials };
  },
};

export const outageRows: readonly Row[] = [outage, hanging, rolling, stopped, clocks];
