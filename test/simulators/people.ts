// Demo people and a demo firm: plainly invented, with numbers whose check digits are right.
import firmRows from "./firms.json" with { type: "json" };
import personRows from "./people.json" with { type: "json" };

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly idNumber: string;
  /** The province that this person belongs to in the demo. */
  readonly region: string;
  readonly phone: string;
  /** GB/T 2261.1: 1 male, 2 female. */
  readonly sex: string;
  readonly idType: string;
}

export interface DemoFirm {
  readonly id: string;
  readonly firmName: string;
  readonly creditCode: string;
  readonly region: string;
  /** Who signs in and acts for it. */
  readonly clerk: Omit<DemoPerson, "id" | "region">;
}

export const people: readonly DemoPerson[] = personRows;
export const firms: readonly DemoFirm[] = firmRows;
