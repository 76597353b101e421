import { type TSchema, Type } from "@sinclair/typebox";

/** The building blocks of inputs and answers. Every object is closed: unknown members are refused, and never sent. */
export const closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

/** A schema whose TypeScript type is the one that both sides share (shared-types/src/api*.ts). */
export const of = <T>(schema: TSchema) => Type.Unsafe<T>(schema);

export const code = Type.String({ pattern: "^[A-Z]{2}[0-9]{4}$" });
export const region = Type.String({ pattern: "^[0-9]{6}$" });
export const digest = Type.String({ pattern: "^[0-9a-f]{64}$" });
export const randomId = Type.String({ pattern: "^[0-9a-f]{32}$" });
/** Made by the client, at least 96 bits in practice; it only has to be unique for its owner. */
export const submitId = Type.String({ pattern: "^[0-9A-Za-z_-]{16,64}$" });
export const text = Type.String();
export const time = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT" });
const imageType = Type.String({ pattern: "^[0-9]{1,3}$" });

/** Answers by wire name, ask, or cell of a list (`people/0/name`). Lengths are judged by the form's own check. */
export const answers = Type.Record(
  Type.String({ pattern: "^[A-Za-z][0-9A-Za-z/]{0,80}$" }),
  Type.String({ maxLength: 8_000 }),
  { additionalProperties: false, maxProperties: 4_000 },
);

export const attachments = Type.Array(
  closed({ imageType, attachment: randomId, name: Type.Optional(Type.String({ maxLength: 200 })) }),
  { maxItems: 100 },
);

export const codeItem = Type.Object({ code: text, name: text }, { additionalProperties: true });
export const nothing = closed({});
