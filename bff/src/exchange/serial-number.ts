import { randomInt } from "node:crypto";
import { nextNumber } from "../store/counters.ts";
import { shanghaiTime } from "./header.ts";

/**
 * A SerialNum of ours that was never used before: the peer's region, the day in Shanghai, ten digits that count, and
 * eight at random, so that a store that was put back to yesterday cannot repeat a number of today.
 */
export async function nextSerial(region: string, now: Date): Promise<string> {
  const count = await nextNumber("serial");
  return `${region}${shanghaiTime(now).slice(0, 8)}${String(count).padStart(10, "0")}${String(randomInt(1e8)).padStart(8, "0")}`;
}
