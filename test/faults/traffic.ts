import { setTimeout as sleep } from "node:timers/promises";
import type { Told } from "./people.ts";
import type { Stage } from "./row.ts";

/** Sends in `amount` applications, `atOnce` at a time, with all that people do next; gives what they were told. */
export async function traffic(
  { people, chance, until }: Stage,
  amount: number,
  { atOnce = 6, region }: { atOnce?: number; region?: string } = {},
): Promise<Told[]> {
  const all: Told[] = [];
  let left = amount;
  const one = async () => {
    while (left-- > 0 && Date.now() < until) {
      const told = await people.submit({ refusable: chance() < 0.05, ...(region && { region }) });
      all.push(told);
      if (told.caseId === null) continue;
      await people.ask(told);
      if (chance() < 0.25) {
        await sleep(chance() * 1_200);
        await people.withdraw(told, 20_000);
      }
      if (chance() < 0.3) await people.ask(told);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, amount) }, one));
  return all;
}

/** Keeps people busy until `over` says so. */
export async function trafficUntil(stage: Stage, over: () => boolean, atOnce = 4): Promise<void> {
  const one = async () => {
    while (!over() && Date.now() < stage.until) {
      await traffic(stage, 1);
      await sleep(50);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
