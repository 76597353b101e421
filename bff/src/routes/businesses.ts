import { Type } from "@sinclair/typebox";
import {
  type BusinessAnswer,
  type BusinessesAnswer,
  businesses,
  codesNeeded,
  officeOf,
  openness,
  type ProvinceOverride,
  regionOfPlace,
} from "shared-types";
import { peerHealth } from "../cases/peer-health.ts";
import { contextOf } from "../config.ts";
import { AppError } from "../errors.ts";
import { route } from "./route.ts";
import { closed, code, codeItem, of, region, text, time } from "./schemas.ts";

const place = Type.Optional(region);
const audience = Type.Union(["driver", "vehicle", "repair", "case"].map((one) => Type.Literal(one)));

export const listBusinesses = route({
  method: "GET",
  path: "/api/businesses",
  summary: "All businesses as a person's wishes, and whether they are open at a place",
  access: "public",
  query: closed({ place }),
  answer: of<BusinessesAnswer>(
    closed({
      businesses: Type.Array(
        closed({ code, title: text, wish: text, audience, open: Type.Boolean(), why: Type.Optional(text) }),
      ),
    }),
  ),
  async act({ query, services }) {
    const at = query.place === undefined ? undefined : regionOfPlace(query.place);
    const { province } = contextOf(services.config(), at, services.now());
    return {
      businesses: businesses.map(({ code, title, wish, audience }) => ({
        ...{ code, title, wish, audience },
        ...openness(province, code),
      })),
    };
  },
});

export const getBusiness = route({
  method: "GET",
  path: "/api/businesses/:code",
  summary:
    "All that a form needs: definition, code lists, the province's differences and its state of health",
  access: "public",
  params: closed({ code }),
  query: closed({ place }),
  answer: of<BusinessAnswer>(
    closed({
      definition: Type.Object({ code, title: text }, { additionalProperties: true }),
      codes: Type.Record(Type.String(), Type.Array(codeItem)),
      province: Type.Optional(Type.Object({ region, name: text }, { additionalProperties: true })),
      office: Type.Optional(text),
      peer: Type.Optional(
        closed({
          region,
          name: text,
          status: Type.Union([Type.Literal("ok"), Type.Literal("down")]),
          lastAnswerAt: Type.Union([time, Type.Null()]),
        }),
      ),
    }),
  ),
  async act({ params, query, services }) {
    const definition = businesses.find((one) => one.code === params.code);
    if (definition === undefined) throw new AppError("notFound");
    const at = query.place === undefined ? undefined : regionOfPlace(query.place);
    const { province, codes } = contextOf(services.config(), at, services.now());
    const own = { ...codes, ...province?.codes };
    const office = query.place === undefined ? undefined : officeOf(province, query.place)?.name;
    const peer = at === undefined ? null : await peerHealth(at, services.config());
    return {
      definition,
      codes: Object.fromEntries(codesNeeded(definition).map((name) => [name, own[name] ?? []])),
      ...(province && { province: publicPart(province) }),
      ...(office !== undefined && { office }),
      ...(peer && { peer }),
    };
  },
});

/** How we talk to a province's system is not for everybody. */
function publicPart(province: ProvinceOverride): ProvinceOverride {
  const { dialect, transport, codes, note, ...open } = province;
  return open;
}
