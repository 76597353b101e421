import { setTimeout as sleep } from "node:timers/promises";
import type { Weather } from "../link.ts";
import type { Manners } from "../province.ts";
import type { Row, Stage } from "../row.ts";
import { traffic } from "../traffic.ts";

const storms = ({ bed }: Stage, weather: Weather) => {
  for (const { link } of bed.provinces) link.weather = weather;
};
const behave = ({ bed }: Stage, manners: Manners) =>
  Promise.all(bed.provinces.map((one) => one.behave(manners)));
const befell = ({ bed }: Stage) =>
  [...bed.doors, bed.storeLink, ...bed.provinces.map(({ link }) => link)].reduce(
    (sum, { counts }) => sum + [...counts.values()].reduce((a, b) => a + b, 0),
    0,
  );

/** A row in which provinces behave so while `amount` applications come in. */
const manner = (id: string, title: string, quick: number, full: number, manners: Manners): Row => ({
  ...{ id, title, quick, full },
  async run(stage, amount) {
    await behave(stage, manners);
    const told = await traffic(stage, amount);
    await sleep(1_500);
    return { trials: told.length };
  },
});

export const networkRows: readonly Row[] = [
  manner("F2", "the answer dropped after the province processed", 15, 1_000, { dropAnswer: 0.5 }),
  manner("F3", "the same, and two of three provinces refuse the resend", 10, 300, { dropAnswer: 0.8 }),
  manner("F4", "feedback doubled, reordered, late and after the end", 15, 600, { stammer: 1 }),
  {
    ...manner("F5", "tokens die in flight, log-ins lose their answer, a thief logs in", 15, 100, {}),
    async run(stage, amount) {
      await behave(stage, { killToken: 0.2, loseLogin: 0.3 });
      let over = false;
      const thief = async () => {
        while (!over) {
          await sleep(700);
          for (const one of stage.bed.provinces) await one.steal();
        }
      };
      const told = traffic(stage, amount).finally(() => {
        over = true;
      });
      await Promise.all([told, thief()]);
      return { trials: (await told).length };
    },
  },
  manner("F8", "slow, garbage, gzip, huge, foreign, falsified and unwilling answers", 20, 400, {
    ...{ garbage: 0.1, gzip: 0.1, wrongSerial: 0.1, wrongCrc: 0.1, huge: 0.02, slow: 100 },
    ...{ notNow: 0.1, unknownError: 0.1 },
  }),
  {
    id: "N",
    title: "every link drops, resets, delays, slices, truncates, garbles and hangs",
    quick: 25,
    full: 600,
    async run(stage, amount) {
      const before = befell(stage);
      const each = { dropAnswer: 0.08, reset: 0.05, delay: 0.08, slice: 0.05, truncate: 0.05, garbage: 0.05 };
      storms(stage, { ...each, hang: 0.02, cutRequest: 0.05 });
      for (const door of stage.bed.doors) door.weather = { ...each, hang: 0.02, cutRequest: 0.05 };
      stage.bed.storeLink.weather = { reset: 0.004, delay: 0.01, dropAnswer: 0.002 };
      await traffic(stage, amount);
      await sleep(1_000);
      return { trials: befell(stage) - before, measured: `${amount} applications asked for` };
    },
  },
];
