import { readAnswer } from "./read-answer.ts";

/** A vehicle as CX1001 names it. */
export interface Vehicle {
  readonly vehicleNo: string;
  /** 号牌颜色代码 (B.3). */
  readonly plateColorCode: string;
  readonly vinNo?: string;
}

/** What is known of its positioning device. */
export interface LastPosition {
  /** Milliseconds since 1970, as digits. */
  readonly lstPosTm: string;
  /** B.8: 1 online within the last year, 0 not. */
  readonly isOnline: string;
}

/** The system that vehicles' positioning devices report to. */
export interface Positioning {
  /** null: it knows no such vehicle. Throws when it is away or answers something else. */
  lookUp(vehicle: Vehicle): Promise<LastPosition | null>;
}

export interface PositioningSettings {
  readonly url: string;
  /** Sent as a bearer token; null: none is asked for. */
  readonly key: string | null;
}

const timeoutMs = 8_000;
const largestAnswer = 65_536;

/**
 * Over HTTP: POST `<url>/vehicles/look-up` with the vehicle as JSON → 200 `{"lstPosTm","isOnline"}`, or 404. Plates go
 * in the body, so that they stand in nobody's log of addresses.
 */
export function httpPositioning({ url, key }: PositioningSettings): Positioning {
  const headers = {
    "Content-Type": "application/json",
    Accept: "application/json",
    ...(key !== null && { Authorization: `Bearer ${key}` }),
  };
  return {
    async lookUp(vehicle) {
      const response = await fetch(`${url}/vehicles/look-up`, {
        ...{ method: "POST", headers, body: JSON.stringify(vehicle), redirect: "error" },
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await readAnswer(response, largestAnswer, "the positioning system");
      if (response.status === 404) return null;
      if (response.status !== 200) throw new Error(`the positioning system answered ${response.status}`);
      return positionIn(text);
    },
  };
}

/** Never with the text itself: it tells where a vehicle was. */
function positionIn(text: string): LastPosition {
  const wrong = new Error("the positioning system's answer cannot be read");
  let found: Partial<Record<keyof LastPosition, unknown>>;
  try {
    found = Object(JSON.parse(text));
  } catch {
    throw wrong;
  }
  const [lstPosTm, isOnline] = [String(found.lstPosTm), String(found.isOnline)];
  if (!/^\d{1,16}$/.test(lstPosTm) || !/^[01]$/.test(isOnline)) throw wrong;
  return { lstPosTm, isOnline };
}
