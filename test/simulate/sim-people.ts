import type { Told } from "./check.ts";
import type { Rules } from "./rules.ts";
import type { SimInstance } from "./sim-instance.ts";
import type { Message, SimStore } from "./sim-store.ts";
import type { World } from "./world.ts";

interface Portal {
  readonly world: World;
  readonly store: SimStore;
  readonly rules: Rules;
  readonly told: Told;
  someone(): SimInstance;
  /** Tells every instance that there is something to do. */
  wake(): void;
}

/** What one person does: submits until told that it is accepted, then withdraws, rolls back or rates, each until it is kept. */
export function person(businessSn: string, { world, store, rules, told, someone, wake }: Portal): void {
  const { chance } = world;
  const withdraws = chance.draw("withdraws") < 0.3;
  const undoes = chance.draw("rolls back") < 0.1;
  const rates = chance.draw("rates") < 0.2;
  const newMessage = (kind: string, ipc: string): Message => ({
    id: `${businessSn}/${kind}`,
    ipc,
    serial: store.nextSerial(),
    st: "READY",
    unsure: false,
    tries: 0,
    code: null,
    message: null,
  });

  /** Asks one instance after the other until one says that it is done: the same request, so it must count once. */
  function insist(where: string, apply: () => void, done: () => void): void {
    let heard = false;
    const ask = () => {
      if (heard) return;
      const instance = someone();
      const act = () => {
        apply();
        wake();
        return true;
      };
      world.later(35_000, ask);
      if (!instance.alive) return;
      instance.ask(where, act, (answer) => {
        if (answer === null || heard) return;
        heard = true;
        done();
      });
    };
    ask();
  }

  function accepted(): void {
    if (told.accepted.has(businessSn)) return;
    told.accepted.add(businessSn);
    world.tell(() => `${businessSn} is told to be accepted`);
    if (withdraws) world.later(chance.between("withdraws after", 0, 30_000), withdraw);
    if (undoes)
      world.later(chance.between("rolls back after", 0, 90_000), () => push("roll back", "HT", "HT1001"));
    if (rates) world.later(chance.between("rates after", 0, 60_000), () => push("rate", "PJ", "PJ1001"));
  }

  function submit(): void {
    const first = newMessage("SQ", "SQ1008");
    const insert = () => {
      if (!store.cases.has(businessSn)) store.insert(businessSn, first);
    };
    if (!rules.acceptAfterWrite) {
      accepted();
      const instance = someone();
      if (instance.alive) instance.ask("insert", insert, wake);
    } else insist("insert", insert, accepted);
  }

  function withdraw(): void {
    const message = newMessage("QX", "QX1001");
    const apply = () => {
      // A case that was lost is not found; what he was told of it stands.
      if (!store.cases.has(businessSn)) return;
      store.withdraw(businessSn, message);
      told.withdrawn.add(businessSn);
      world.tell(() => `${businessSn} is withdrawn`);
    };
    insist("withdraw", apply, () => {});
  }

  function push(what: string, kind: string, ipc: string): void {
    const message = newMessage(kind, ipc);
    insist(
      what,
      () => store.cases.has(businessSn) && store.push(businessSn, message),
      () => {},
    );
  }

  submit();
}
