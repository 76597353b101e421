import { setTimeout as sleep } from "node:timers/promises";
import type { Told } from "./people.ts";
import { goesOn, type Stage } from "./row.ts";

/** Sends in `amount` applications, `atOnce` at a time, with all that people do next; gives what they were told. */
export async function traffic(
  stage: Stage,
  amount: number,
  { atOnce = 6, region }: { atOnce?: number; region?: string } = {},
): Promise<Told[]> {
  const { people, chance } = stage;
  const all: Told[] = [];
  let begun = 0;
  const one = async () => {
    while (goesOn(stage, begun, amount)) {
      begun += 1;
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
    do {
      await traffic(stage, 1);
      await stage.people.forms.save();
      await sleep(50);
    } while (!over() && Date.now() < stage.until);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
