// Takes every case through its states by itself, within a minute; one in five ends badly when people use it.
import { reasonOf } from "./delivery.ts";
import { feedBack } from "./feedback.ts";
import type { Case } from "./ledger.ts";
import { fetchMaterials } from "./materials.ts";
import type { PortalClient } from "./portal-client.ts";
import { badEndAfter, nextGood } from "./progress.ts";
import type { Province } from "./province.ts";

export interface Pace {
  /** Milliseconds between two steps of a case. */
  readonly step: number;
  /** The same where somebody asked for the good end. */
  readonly wished: number;
}

export const everyday: Pace = { step: 9_000, wished: 1_500 };

export class Autopilot {
  /** Cases whose materials were asked for and not yet had: when to ask again, and why not. */
  readonly fetching = new Map<string, { due: number; why: string }>();
  private readonly province: Province;
  private readonly portal: PortalClient;
  private readonly pace: Pace;

  constructor(province: Province, portal: PortalClient, pace: Pace) {
    this.province = province;
    this.portal = portal;
    this.pace = pace;
  }

  tick(): void {
    for (const found of this.province.ledger.cases.values()) {
      if (!found.materials) this.fetch(found);
      if (found.plan !== "manual" && nextGood(found.business, found.state) !== null) this.go(found);
    }
  }

  // Looked at like an office would: first the materials, then the decision. A case is not held up by its zip.
  private go(found: Case): void {
    const pace = found.plan === "good" ? this.pace.wished : this.pace.step;
    if (Date.now() - found.changedAt < pace) return;
    const bad = badEndAfter(found.business, found.state);
    const refused = found.plan === "auto" && bad !== null && isUnlucky(found);
    feedBack(this.province, found, refused ? bad : nextGood(found.business, found.state)!, !refused);
  }

  private fetch({ sn }: Case): void {
    if ((this.fetching.get(sn)?.due ?? 0) > Date.now()) return;
    this.fetching.set(sn, { due: Date.now() + 60_000, why: "" });
    fetchMaterials(this.province, this.portal, this.province.ledger.cases.get(sn)!)
      .then(() => this.fetching.delete(sn))
      .catch((error: unknown) => this.fetching.set(sn, { due: Date.now() + 5_000, why: reasonOf(error) }));
  }
}

// Every fifth case: declined and rejected in turn. Counted, not by chance, so that a run can be repeated.
function isUnlucky({ number, state }: Case): boolean {
  if (number % 5 !== 0) return false;
  return number % 10 === 0 ? state === "" : state === "3";
}
