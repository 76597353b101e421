import { rolledBack } from "../../shared-types/src/progress.ts";
import { rules as product, type Rules } from "./rules.ts";
import type { SimProvince } from "./sim-province.ts";
import { type SimStore, stateFrom } from "./sim-store.ts";
import type { World } from "./world.ts";

/** What people and the province were told. */
export interface Told {
  readonly accepted: Set<string>;
  readonly withdrawn: Set<string>;
  /** Keys of the feedbacks that were answered 0000. */
  readonly acknowledged: Set<string>;
}

/** After the storm: compares what was told, what is stored and what the province holds (invariants of reliability 3). */
export function check(
  world: World,
  store: SimStore,
  province: SimProvince,
  told: Told,
  rules: Rules,
  resting: boolean,
): void {
  if (!resting) world.violate("I10: it never comes to rest");
  const serials = new Map<string, string>();
  for (const [businessSn, one] of store.cases) {
    const effects = province.effects.get(businessSn) ?? [];
    const [application] = one.outbox;
    let waitsForPerson = false;
    for (const { id, ipc, serial, st } of one.outbox) {
      if ((serials.get(serial) ?? id) !== id) world.violate(`I8: ${serial} stands for two messages`);
      serials.set(serial, id);
      const open = st === "READY" || st === "SENDING" || st === "WAIT";
      if (open && !(waitsForPerson && ipc === "PJ1001")) world.violate(`I10: ${id} is left ${st}`);
      waitsForPerson ||= st === "HELD" || st === "REFUSED";
    }
    const holds = effects.includes("SQ1008");
    const st = application?.st;
    if (st === "DONE" && !holds)
      world.violate(`I1: ${businessSn} is told to be delivered, the province does not hold it`);
    if (st === "REFUSED" && holds)
      world.violate(`I11: ${businessSn} is told to be refused, the province holds it`);
    if (st === "REFUSED" && !province.refuses(businessSn))
      world.violate(`I11: ${businessSn} was never refused`);
    if (st === "HELD" && !holds && !province.refuses(businessSn))
      world.violate(`I10: ${businessSn} is held for nothing`);
    if (st === "CANCELLED" && holds) world.violate(`I2: ${businessSn} was cancelled, the province holds it`);
    if (st === "CANCELLED" && !told.withdrawn.has(businessSn)) world.violate(`I1: ${businessSn} was dropped`);
    const course = province.courses.get(businessSn);
    for (const [end, state] of Object.entries({ withdrawn: "2", undone: rolledBack }))
      if ((course === end) !== (one.state === state))
        world.violate(`one outcome: ${businessSn} is ${course} there, ${one.state} here`);
    checkFeedbacks(world, businessSn, store, province, told, rules);
  }
  for (const businessSn of told.accepted)
    if (!store.cases.has(businessSn)) world.violate(`I1: ${businessSn} was accepted and is lost`);
  for (const businessSn of province.effects.keys())
    if (!store.cases.has(businessSn)) world.violate(`I2: ${businessSn} was never sent in`);
}

function checkFeedbacks(
  world: World,
  businessSn: string,
  store: SimStore,
  province: SimProvince,
  told: Told,
  rules: Rules,
): void {
  const { feedbacks, state } = store.cases.get(businessSn)!;
  const keys = feedbacks.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) world.violate(`I4: a feedback stands twice in ${businessSn}`);
  const said = province.feedbacks.get(businessSn) ?? [];
  for (const { key } of said)
    if (told.acknowledged.has(key) && !keys.includes(key))
      world.violate(`I3: ${key} was answered 0000 and is lost`);
  const all = said.filter(({ key }) => keys.includes(key));
  // In the order in which the province said them, by the product's own rule: arrival must not matter.
  if (state !== stateFrom(all, { stateOf: rules.expected, progressOf: product.progressOf }))
    world.violate(`I5: ${businessSn} shows ${state}`);
}
