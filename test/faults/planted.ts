import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Chance } from "../simulate/chance.ts";
import { history } from "../simulate/history.ts";
import { mutations, withMutation } from "../simulate/mutations.ts";
import { bundlePlanted, type Plant } from "./bundle.ts";
import { campaign } from "./campaign.ts";
import { powerOf } from "./power.ts";
import type { Row } from "./row.ts";
import { fullDiskRows } from "./rows/full-disk.ts";
import { plug, storeKills } from "./rows/kills.ts";
import { networkRows } from "./rows/network.ts";

interface Planted {
  readonly plant?: Plant;
  readonly storeEnv?: NodeJS.ProcessEnv;
  readonly row: Row;
  readonly amount: number;
  /** The power goes, not only the process. */
  readonly power?: boolean;
}

const feedback = networkRows.find(({ id }) => id === "F4")!;

/** Where this machine has a disk to fill. */
const [diskFills] = fullDiskRows;
const plantedOnDisk: Readonly<Record<string, Planted>> =
  diskFills === undefined
    ? {}
    : {
        "a write that found no room counts as written": {
          plant: {
            file: "storage/storage.ts",
            from: "job.reject(full);",
            to: "job.resolve({ ok: 1, n: 1 });",
          },
          ...{ row: diskFills, amount: 2 },
        },
      };

/** Faults that only real processes can show. Each is one line of the product changed, or the store's own test switch. */
const planted: Readonly<Record<string, Planted>> = {
  "the inbox does not know what it has": {
    plant: {
      file: "exchange/inbox.ts",
      from: "      _id: id,\n      peer,",
      to: "      _id: id + Math.random(),\n      peer,",
    },
    ...{ row: feedback, amount: 6 },
  },
  "a submit is answered before it is written": {
    plant: {
      file: "cases/apply.ts",
      from: "await Cases.create(made);",
      to: "void Cases.create(made).catch(() => {});",
    },
    ...{ row: storeKills, amount: 10 },
  },
  "an attempt is written down after it was sent": {
    plant: {
      file: "exchange/attempts.ts",
      from: "attempts().insertOne({ _id: id, at: now, ...about })]",
      to: "void setTimeout(() => void attempts().insertOne({ _id: id, at: now, ...about }).catch(() => {}), 900_000)]",
    },
    ...{ row: feedback, amount: 6 },
  },
  ...plantedOnDisk,
  "the store answers before it syncs": {
    ...{ storeEnv: { STORE_TEST_FAULT: "ack-before-sync" }, row: storeKills, amount: 12, power: true },
  },
  "the store never syncs": {
    plant: {
      file: "storage/storage.ts",
      from: "overlappingSync: false,",
      to: "overlappingSync: false, noSync: true,",
    },
    ...{ row: plug, amount: 1, power: true },
  },
};

/** Nothing planted: what is found here is the campaign's own, and its power cuts prove nothing. */
const control: Planted = { row: storeKills, amount: 6, power: true };

/** In so many histories the simulation must see a planted fault. */
const most = 20_000;

/** Plants every fault (those with `only` in their names) in turn and tells which rule saw it; whether all were seen. */
export async function findPlanted(seed: number, only = ""): Promise<boolean> {
  let seen = 0;
  let missed = 0;
  const tell = (name: string, by: string | null, where: string) => {
    if (by === null) missed += 1;
    else seen += 1;
    console.log(
      `${by === null ? "MISSED" : "seen  "} ${name}\n         ${where}: ${by ?? "nothing was seen"}`,
    );
  };
  for (const name of Object.keys(mutations).filter((one) => one.includes(only))) {
    const found = inSimulation(name, seed);
    tell(name, found?.by ?? null, `simulation, history ${found?.at ?? most}`);
  }
  const wanted = Object.entries(planted).filter(([name]) => name.includes(only));
  const unplanted = wanted.some(([, { power }]) => power) ? await inCampaign(control, seed) : undefined;
  if (unplanted !== undefined) {
    const calm = "found" in unplanted && unplanted.found === null;
    tell("control: power cuts, nothing planted", calm ? "all was there" : null, JSON.stringify(unplanted));
  }
  for (const [name, fault] of wanted) {
    const outcome = await inCampaign(fault, seed);
    if (outcome === undefined) console.log(`not run ${name}: it needs a C compiler`);
    else if ("failed" in outcome) tell(name, null, `processes, row ${fault.row.id}: ${outcome.failed}`);
    else tell(name, outcome.found, `processes, row ${fault.row.id}`);
  }
  console.log(`${seen} planted faults seen, ${missed} missed, seed ${seed}`);
  return missed === 0;
}

function inSimulation(name: string, seed: number): { at: number; by: string } | null {
  const rules = withMutation(name);
  for (let at = 0; at < most; at++) {
    const [by] = history(seed + at, { rules }).violations;
    if (by !== undefined) return { at, by };
  }
  return null;
}

/** `failed`: the campaign itself broke off, which shows nothing. */
type Planting = { readonly found: string | null } | { readonly failed: string };

/** The first thing that the records show; undefined: it cannot be run here. */
async function inCampaign(
  { plant, storeEnv, row, amount, power }: Planted,
  seed: number,
): Promise<Planting | undefined> {
  const dir = mkdtempSync(fileURLToPath(new URL("../../node_modules/.planted-", import.meta.url)));
  try {
    const recorder = power ? powerOf(dir) : undefined;
    if (recorder === null) return undefined;
    if (plant !== undefined) await bundlePlanted(join(dir, "dist"), plant);
    const chance = new Chance(seed);
    const options = {
      ...{ instances: 2, chance: () => chance.draw("campaign") },
      ...(plant && { dist: join(dir, "dist") }),
      ...(storeEnv && { storeEnv }),
      ...(recorder && { power: recorder }),
    };
    const [report] = await campaign([row], options, { ms: 90_000, amountOf: () => amount }, () => {});
    const found = report?.violations ?? [];
    return { found: found.find((one) => !one.startsWith("I10")) ?? found[0] ?? null };
  } catch (error) {
    return { failed: (error as Error).message.split("\n")[0] ?? "" };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
