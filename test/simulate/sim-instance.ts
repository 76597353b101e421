import type { World } from "./world.ts";

/** A process that can die or be frozen between any two steps. What it was doing then never goes on. */
export class SimInstance {
  readonly name: string;
  readonly world: World;
  /** Changes with each restart; names the process to the store. */
  life = 1;
  underWay = 0;
  alive = true;
  readonly #restarted: () => void;

  constructor(world: World, name: string, restarted: () => void) {
    this.world = world;
    this.name = name;
    this.#restarted = restarted;
  }

  get me(): string {
    return `${this.name}.${this.life}`;
  }

  /** Goes on with `act` after `ms`, unless this process dies before; `where` names the moment. */
  step(ms: number, where: string, act: () => void): void {
    const { life, world } = this;
    world.later(ms, () => {
      if (life !== this.life) return;
      if (world.chance.fault(`${where}: crash`, 0.012)) return this.#die(where);
      if (world.chance.fault(`${where}: frozen`, 0.006)) {
        const long = world.chance.draw("frozen for") < 0.5 ? 5_000 : 90_000;
        world.tell(() => `${this.me} is frozen for ${long / 1000} s at "${where}"`);
        world.later(long, () => life === this.life && act());
        return;
      }
      act();
    });
  }

  /** One request to the store: it may be away, and it may do what was asked while its answer is lost. */
  ask<T>(where: string, apply: () => T, then: (result: T | null) => void): void {
    const { world } = this;
    this.step(2, where, () => {
      if (world.chance.fault(`${where}: store away`, 0.01))
        return this.step(20, `${where} failed`, () => then(null));
      const result = apply();
      if (world.chance.fault(`${where}: store's answer lost`, 0.01))
        return this.step(20, `${where} failed`, () => then(null));
      this.step(1, `after ${where}`, () => then(result));
    });
  }

  #die(where: string): void {
    const { world } = this;
    world.tell(() => `${this.me} is killed at "${where}"`);
    this.life += 1;
    this.underWay = 0;
    this.alive = false;
    world.later(world.chance.between("down for", 1_000, 20_000), () => {
      this.alive = true;
      world.tell(() => `${this.me} starts`);
      this.#restarted();
    });
  }
}
