import {
  type Answers,
  codesNeeded,
  type FollowUp,
  type RequestFormAnswer,
  regionOfPlace,
  requestOf,
} from "shared-types";
import type { CaseDoc } from "../cases/model.ts";
import { presentCase } from "../cases/present.ts";
import { contextOf } from "../config.ts";
import type { Services } from "../services.ts";

/** How to ask for something about `of` (null: about no case), with what is known filled in. */
export function formOfRequest(
  request: FollowUp,
  of: CaseDoc | null,
  place: string,
  { config, now }: Pick<Services, "config" | "now">,
): RequestFormAnswer {
  const definition = requestOf(request)!;
  const region = of?.region ?? (place === "" ? undefined : regionOfPlace(place));
  const { province, codes } = contextOf(config(), region, now());
  const own = { ...codes, ...province?.codes };
  return {
    definition,
    codes: Object.fromEntries(codesNeeded(definition).map((name) => [name, own[name] ?? []])),
    answers: starts[request](of, place),
    ...(of && { case: presentCase(of, config(), now()) }),
  };
}

const nothing = (): Answers => ({});
const given = (place: string): Answers => (place === "" ? {} : { place });

const starts: Readonly<Record<FollowUp, (of: CaseDoc | null, place: string) => Answers>> = {
  QX1001: nothing,
  HT1001: () => ({ rollBackReason: "这件业务不是我本人办理的，我也没有委托别人办理，请核实后退回。" }),
  HS1001: (_, place) => given(place),
  CX1004: nothing,
  PJ1001: () => ({ named: "no" }),
  PJ1003: (of, place) => ({
    named: "no",
    ...(of
      ? { about: "case", businessSn: of.businessSn, interType: of.business }
      : { about: "other", ...given(place) }),
  }),
};
