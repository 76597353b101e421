import { Chance } from "./chance.ts";
import { check, type Told } from "./check.ts";
import { rules as product, type Rules } from "./rules.ts";
import { SimDelivery } from "./sim-delivery.ts";
import { SimInstance } from "./sim-instance.ts";
import { person } from "./sim-people.ts";
import { SimProvince } from "./sim-province.ts";
import { takeIn } from "./sim-reception.ts";
import { type Feedback, SimStore } from "./sim-store.ts";
import { World } from "./world.ts";

export interface Settings {
  readonly rules?: Rules;
  /** Faults to leave out. */
  readonly without?: ReadonlySet<string>;
  readonly telling?: boolean;
}

export interface History {
  readonly violations: readonly string[];
  readonly faults: readonly string[];
  readonly story: readonly string[];
}

const storm = 180_000;
/** Long enough for every back-off: 30 minutes for ever. */
const rest = 6 * 3600_000;

/** One whole history: people, several instances, a province and everything that can go wrong between them. */
export function history(seed: number, { rules = product, without, telling = false }: Settings = {}): History {
  const chance = new Chance(seed, without);
  const world = new World(chance, telling);
  const store = new SimStore(world, rules);
  const told: Told = { accepted: new Set(), withdrawn: new Set(), acknowledged: new Set() };
  const deliveries: SimDelivery[] = [];
  const wake = () => {
    for (const one of deliveries) one.poll();
  };
  const instances = Array.from({ length: 1 + chance.between("instances", 1, 2) }, (_, at) => {
    return new SimInstance(world, `portal-${at + 1}`, wake, rules.clockFirst);
  });
  const someone = () => instances[chance.between("which instance", 0, instances.length - 1)]!;

  const province = new SimProvince(world, (businessSn, feedback) => feedBack(businessSn, feedback));
  const dialect = chance.draw("dialect") < 0.5 ? [{ code: "1001", text: "重复" }] : [];
  for (const one of instances) deliveries.push(new SimDelivery(one, store, province, rules, dialect));

  /** The province says it, again and again, until it is answered 0000; sometimes once more after that. */
  function feedBack(businessSn: string, feedback: Feedback): void {
    const serial = `P${feedback.key}`;
    const heard: string[] = [];
    const say = () => {
      const answer = (text: string | null) => {
        if (text?.startsWith("0000") !== true) return;
        if (heard.length > 0 && heard[0] !== text)
          world.violate(`stored answer: ${serial} was answered in two ways`);
        heard.push(text);
        told.acknowledged.add(feedback.key);
        if (chance.fault("province: says it again", 0.1)) world.later(5_000, say);
      };
      const instance = someone();
      if (instance.alive && !chance.fault("network: feedback lost", 0.05))
        takeIn({ serial, businessSn, feedback }, instance, store, rules, (text) => {
          if (!chance.fault("network: answer to feedback lost", 0.05)) answer(text);
          wake();
        });
      world.later(chance.between("says again after", 15_000, 40_000), () => heard.length === 0 && say());
    };
    world.later(chance.between("feedback after", 0, 20_000), say);
  }

  // Mostly few, so that a story stays short; sometimes as many as the ramp is there for.
  const people = chance.draw("crowd") < 0.04 ? 12 : chance.between("cases", 1, 3);
  for (let count = people; count > 0; count--)
    world.later(chance.between("submits at", 0, 60_000), () =>
      person(`case-${count}`, { world, store, rules, told, someone, wake }),
    );
  if (chance.fault("province: down", 0.15)) {
    world.later(chance.between("goes down at", 0, 60_000), () => (province.down = true));
    world.later(chance.between("comes back at", 60_000, storm), () => (province.down = false));
  }
  if (chance.fault("token thief", 0.2))
    for (let at = 1; at <= 3; at++)
      world.later(at * chance.between("thief at", 5_000, 40_000), () => province.logIn());
  world.later(storm, () => {
    chance.calm = true;
    world.tell(() => "from here on nothing fails");
  });

  const resting = world.run(rest);
  check(world, store, province, told, rules, resting);
  return { violations: world.violations, faults: chance.faults, story: world.story ?? [] };
}
