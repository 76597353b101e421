import type { CodeItem } from "./spec/element.ts";

/** What a province changes in one business (6.3). Left out: as everywhere. */
export interface BusinessOverride {
  readonly open?: boolean;
  /** Why it is not open, in a sentence for the applicant. */
  readonly why?: string;
  /** Promised working days from acceptance to the result. */
  readonly days?: number;
  /** Told to the applicant before he starts. */
  readonly text?: string;
  /** Codes of B.2 that it no longer asks for. */
  readonly dropMaterials?: readonly string[];
  /** Codes of B.2 that it looks up itself where it can: offered, not required. */
  readonly sharedMaterials?: readonly string[];
}

export interface Office {
  /** Region code of the place it is responsible for. */
  readonly place: string;
  /** Three digits of B.1. */
  readonly office: string;
  readonly name: string;
}

/** How this province's messages differ; the exchange says what each setting does. */
export interface Dialect {
  readonly rootAsArray?: boolean;
  readonly emptyGroup?: "list" | "item" | "omit";
  readonly crcOver?: "plaintext" | "ciphertext" | "base64";
  readonly sm4?: { readonly mode: "ecb" | "cbc"; readonly iv?: string };
  readonly sm2?: { readonly encoding?: "raw" | "der"; readonly order?: "C1C3C2" | "C1C2C3" };
  readonly serialOnResend?: "same" | "new";
  readonly alreadyHave?: readonly { readonly code: string; readonly text: string }[];
  readonly jsonJitter?: "off" | "ws";
  readonly accept?: readonly Accept[];
  readonly twoDigits?: "plain" | "padded";
}

/** A variation of incoming messages that this province is known for. */
export type Accept = "numberForString" | "zeroForAbsent" | "missingGroup";

/** One file of `config/provinces/`: what differs there from the national default. */
export interface ProvinceOverride {
  /** Six digits; the file is named after it. */
  readonly region: string;
  readonly name: string;
  /** For whoever edits the file; shown to nobody. */
  readonly note?: string;
  readonly open?: boolean;
  readonly text?: string;
  readonly businesses?: Readonly<Record<string, BusinessOverride>>;
  readonly offices?: readonly Office[];
  /** Whether it issues electronic certificates (交办运函〔2021〕25号). */
  readonly electronicCertificates?: boolean;
  readonly businessSnRegion?: "place" | "province" | "999999";
  readonly transport?: "direct" | "exchange-platform";
  readonly dialect?: Dialect;
  /** Code lists that replace the national ones. */
  readonly codes?: Readonly<Record<string, readonly CodeItem[]>>;
}

/** Whether people of this province can send this business now, and if not, why. */
export function openness(
  province: ProvinceOverride | undefined,
  business: string,
): { open: boolean; why?: string } {
  const own = province?.businesses?.[business];
  if (province?.open === false)
    return { open: false, why: `${province.name}暂未开通网上办理，请到当地办事窗口办理` };
  if (own?.open === false)
    return { open: false, why: own.why ?? `${province?.name}暂未开通这项业务，请到当地办事窗口办理` };
  return { open: true };
}

/** The region code of the province system that is responsible for a place: 110105 → 110000. */
export function regionOfPlace(place: string): string {
  // The Xinjiang Corps is a province system of its own (ours: GB/T 2260 has no 66).
  return `${place.slice(0, 2)}0000`;
}

/** Number of the office for B.1: the most precise one named for the place, `000` where the province names none. */
export function officeOf(province: ProvinceOverride | undefined, place: string): Office | undefined {
  const candidates = [place, `${place.slice(0, 4)}00`, `${place.slice(0, 2)}0000`];
  for (const candidate of candidates) {
    const found = province?.offices?.find((office) => office.place === candidate);
    if (found) return found;
  }
  return undefined;
}
