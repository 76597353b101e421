import type { World } from "./world.ts";

/** A process that can die or be frozen between any two steps. What it was doing then never goes on. */
export class SimInstance {
  readonly name: string;
  readonly world: World;
  /** Changes with each restart; names the process to the store. */
  life = 1;
  underWay = 0;
  alive = true;
  /** Milliseconds by which its idea of the store's time is wrong: it asked once, over a slow network. */
  #clockError = 0;
  readonly #restarted: () => void;
  readonly #clockFirst: boolean;

  /** `clockFirst`: it does nothing before the store has told it the time. */
  constructor(world: World, name: string, restarted: () => void, clockFirst: boolean) {
    this.world = world;
    this.name = name;
    this.#restarted = restarted;
    this.#clockFirst = clockFirst;
    this.#setClock();
  }

  get me(): string {
    return `${this.name}.${this.life}`;
  }

  /** The time as this process sees it. */
  date(): Date {
    return new Date(Math.max(0, this.world.now + this.#clockError));
  }

  /** Goes on with `act` after `ms`, unless this process dies before; `where` names the moment. */
  step(ms: number, where: string, act: () => void): void {
    const { life, world } = this;
    world.later(ms, () => {
      if (life !== this.life) return;
      const { crash, frozen } = strokesAt(where);
      if (world.chance.fault(crash, 0.012)) return this.#die(where);
      if (world.chance.fault(frozen, 0.006)) {
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
    const { away, unheard, failed, after } = strokesAt(where);
    this.step(2, where, () => {
      if (world.chance.fault(away, 0.01)) return this.step(20, failed, () => then(null));
      const result = apply();
      if (world.chance.fault(unheard, 0.01)) return this.step(20, failed, () => then(null));
      this.step(1, after, () => then(result));
    });
  }

  #setClock(): void {
    const { chance } = this.world;
    this.#clockError = chance.between("clock", -1_500, 1_500);
    // The host's own clock may be a day wrong.
    if (this.#clockFirst || !chance.fault("host's clock: wrong", 0.3)) return;
    this.#clockError = chance.draw("wrong by") < 0.5 ? 24 * 3600_000 : -600_000;
  }

  #die(where: string): void {
    const { world } = this;
    world.tell(() => `${this.me} is killed at "${where}"`);
    this.life += 1;
    this.underWay = 0;
    this.alive = false;
    world.later(world.chance.between("down for", 1_000, 20_000), () => {
      this.alive = true;
      this.#setClock();
      world.tell(() => `${this.me} starts`);
      this.#restarted();
    });
  }
}

type Strokes = Readonly<Record<"crash" | "frozen" | "away" | "unheard" | "failed" | "after", string>>;
const strokes = new Map<string, Strokes>();

/** The names of what can strike at a moment, made once: a history passes some hundred moments. */
function strokesAt(where: string): Strokes {
  const known = strokes.get(where);
  if (known !== undefined) return known;
  const made = {
    ...{ crash: `${where}: crash`, frozen: `${where}: frozen`, away: `${where}: store away` },
    ...{ unheard: `${where}: store's answer lost`, failed: `${where} failed`, after: `after ${where}` },
  };
  strokes.set(where, made);
  return made;
}
