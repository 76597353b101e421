import { type TLiteral, Type } from "@sinclair/typebox";

const only = { additionalProperties: false };
const code = Type.String({ minLength: 1, maxLength: 32 });
const sentence = Type.String({ minLength: 1, maxLength: 2_000 });
const region = Type.String({ pattern: "^[0-9]{6}$" });
const oneOf = <T extends string>(...values: T[]) =>
  Type.Union(values.map((value) => Type.Literal(value)) as TLiteral<T>[]);

/** A code may carry facts of its own (`personKind` of a work type). */
const item = Type.Object(
  { code, name: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: true },
);

/** `config/codes/<list>.json` */
export const codeFile = Type.Object(
  { source: sentence, complete: Type.Boolean(), note: Type.Optional(sentence), items: Type.Array(item) },
  only,
);

const business = Type.Partial(
  Type.Object({
    open: Type.Boolean(),
    why: sentence,
    days: Type.Integer({ minimum: 0, maximum: 365 }),
    text: sentence,
    dropMaterials: Type.Array(code),
    sharedMaterials: Type.Array(code),
  }),
  only,
);

const dialect = Type.Partial(
  Type.Object({
    rootAsArray: Type.Boolean(),
    emptyGroup: oneOf("list", "item", "omit"),
    crcOver: oneOf("plaintext", "ciphertext", "base64"),
    sm4: Type.Object(
      { mode: oneOf("ecb", "cbc"), iv: Type.Optional(Type.String({ pattern: "^[0-9a-fA-F]{32}$" })) },
      only,
    ),
    sm2: Type.Partial(Type.Object({ encoding: oneOf("raw", "der"), order: oneOf("C1C3C2", "C1C2C3") }), only),
    serialOnResend: oneOf("same", "new"),
    alreadyHave: Type.Array(
      Type.Object({ code: Type.String({ pattern: "^[0-9]{4}$" }), text: Type.String() }, only),
    ),
    jsonJitter: oneOf("off", "ws"),
    accept: Type.Array(oneOf("numberForString", "zeroForAbsent", "missingGroup")),
    twoDigits: oneOf("plain", "padded"),
  }),
  only,
);

/** `config/provinces/<region>.json`; everything but region and name may be left out. */
export const provinceFile = Type.Object(
  {
    region,
    name: Type.String({ minLength: 1, maxLength: 100 }),
    note: Type.Optional(sentence),
    open: Type.Optional(Type.Boolean()),
    text: Type.Optional(sentence),
    businesses: Type.Optional(Type.Record(Type.String({ pattern: "^[A-Z]{2}[0-9]{4}$" }), business, only)),
    offices: Type.Optional(
      Type.Array(
        Type.Object({ place: region, office: Type.String({ pattern: "^[0-9]{3}$" }), name: sentence }, only),
      ),
    ),
    electronicCertificates: Type.Optional(Type.Boolean()),
    businessSnRegion: Type.Optional(oneOf("place", "province", "999999")),
    transport: Type.Optional(oneOf("direct", "exchange-platform")),
    dialect: Type.Optional(dialect),
    codes: Type.Optional(Type.Record(Type.String(), Type.Array(item))),
  },
  only,
);
