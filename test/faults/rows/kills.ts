import { setTimeout as sleep } from "node:timers/promises";
import type { Instance } from "../instance.ts";
import { goesOn, type Row, type Stage } from "../row.ts";
import { trafficUntil } from "../traffic.ts";

const points = [
  ...["before-insert", "after-insert", "after-claim", "before-post", "after-post"],
  ...["before-finish", "after-login", "after-inbox", "after-apply", "before-done"],
];

const deathsOf = ({ bed }: Stage) =>
  bed.instances.reduce((sum, { deaths }) => sum + [...deaths.values()].reduce((a, b) => a + b, 0), 0);

/** Every life of every instance ends at a step of its work, or at any moment. */
export const kills: Row = {
  id: "F1",
  title: "kill -9 at each step and at any moment",
  quick: 40,
  weight: 26,
  full: 2_000,
  runs: 4,
  async run(stage, amount) {
    const { bed, chance } = stage;
    const before = deathsOf(stage);
    const done = () => deathsOf(stage) - before;
    let turn = 0;
    const next = () => {
      const point = points[turn++ % points.length]!;
      return `${point}:${1 + Math.floor(chance() * 3)}`;
    };
    for (const one of bed.instances) one.dieAt(next);
    const over = () => done() >= amount;
    // Many lives end at a step before their time is up; the others at any moment of a start, of work or of waiting.
    const reaper = async (one: Instance) => {
      while (goesOn(stage, done(), amount)) {
        await sleep(200 + chance() * 1_200);
        await one.kill();
        // Log-ins are rare: a stolen token makes the next message need one.
        if (chance() < 0.3) await bed.provinces[Math.floor(chance() * 3)]!.steal();
      }
    };
    await Promise.all([...bed.instances.map(reaper), trafficUntil(stage, over, 5)]);
    const where = new Map<string, number>();
    for (const { deaths } of bed.instances)
      for (const [why, count] of deaths) where.set(why, (where.get(why) ?? 0) + count);
    const measured = [...where].map(([why, count]) => `${why} ${count}`).join(", ");
    return { trials: done(), kills: done(), measured };
  },
};

/** Everything ends at once, at any moment, while many submit: store, instances and provinces. */
export const plug: Row = {
  id: "P",
  title: "the plug pulled on everything while 200 submit",
  quick: 1,
  full: 20,
  weight: 4,
  runs: 1,
  killsStore: true,
  async run(stage, amount) {
    const { bed, chance } = stage;
    let trials = 0;
    let accepted = 0;
    for (; goesOn(stage, trials, amount); trials++) {
      // Few trials are the short form.
      const many = amount > 5 ? 200 : 40;
      let over = 0;
      const submits = Array.from({ length: many }, async () => {
        await sleep(chance() * 3_000);
        const told = await stage.people.submit({ patience: 90_000 });
        over += 1;
        return told;
      });
      // While some have been told and others are under way, however fast this machine is.
      const told = 1 + chance() * many * 0.6;
      for (const end = Date.now() + 30_000; over < told && Date.now() < end; ) await sleep(20);
      await sleep(chance() * 100);
      await Promise.all([
        bed.killStore(),
        ...bed.instances.map((one) => one.stop("SIGKILL")),
        ...bed.provinces.map((one) => one.kill()),
      ]);
      await bed.startStore();
      await Promise.all([
        ...bed.provinces.map((one) => one.start()),
        ...bed.instances.map((one) => one.start()),
      ]);
      accepted += (await Promise.all(submits)).filter((told) => told.caseId !== null).length;
    }
    return { trials, kills: trials * (1 + bed.instances.length), measured: `${accepted} accepted` };
  },
};

/** The store dies under load and comes back, again and again. */
export const storeKills: Row = {
  id: "S",
  title: "kill -9 of the store under load",
  quick: 3,
  full: 60,
  runs: 1,
  killsStore: true,
  async run(stage, amount) {
    let trials = 0;
    const over = () => trials >= amount;
    const reaper = async () => {
      while (goesOn(stage, trials, amount)) {
        await sleep(500 + stage.chance() * 1_500);
        await stage.bed.killStore();
        await stage.bed.startStore();
        trials += 1;
      }
    };
    await Promise.all([reaper(), trafficUntil(stage, over, 8)]);
    return { trials, kills: trials };
  },
};
