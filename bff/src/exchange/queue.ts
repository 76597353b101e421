import { randomUUID } from "node:crypto";
import type { Outgoing } from "../cases/model.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { nextSerial } from "./serial-number.ts";

type Json = Record<string, unknown>;

/**
 * Makes the outbox entry of a message: the case and its first one are then written by ONE insert, later ones by
 * `pushStages`. `body` is the whole Body, `{"SQ1008": {…}}`, in the default dialect, with `{"$file": digest}` for the
 * content of each file. Takes a SerialNum of `region`'s, which every resend of this message keeps.
 */
export async function queue(
  ipc: string,
  body: Json,
  files: readonly string[],
  region: string,
  now: Date,
): Promise<Outgoing> {
  const serial = await nextSerial(region, now);
  return {
    id: randomUUID(),
    ipc,
    serial,
    body: seal(JSON.stringify(body), bodyPlace(serial)),
    files: [...files],
    st: "READY",
    unsure: false,
    tries: 0,
    code: null,
    message: null,
    at: now,
  };
}

/** The other way: the Body of an entry, with its files' content in place as base64. Throws when a file is missing. */
export async function bodyOfEntry(
  { serial, body }: Pick<Outgoing, "serial" | "body">,
  getFile: (digest: string) => Promise<Buffer | null>,
): Promise<Json> {
  const fill = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(fill));
    if (value === null || typeof value !== "object") return value;
    const digest = (value as Json).$file;
    if (typeof digest === "string") {
      const file = await getFile(digest);
      if (file === null) throw new Error(`file ${digest} is missing`);
      return file.toString("base64");
    }
    const filled = Object.entries(value).map(async ([name, one]) => [name, await fill(one)] as const);
    return Object.fromEntries(await Promise.all(filled));
  };
  return (await fill(storedBody({ serial, body }))) as Json;
}

/** The Body as it is stored: files stand in it by digest. */
export function storedBody({ serial, body }: Pick<Outgoing, "serial" | "body">): Json {
  return JSON.parse(unseal(body, bodyPlace(serial))) as Json;
}

/** Where the Body of a message of ours is sealed. */
export const bodyPlace = (serial: string) => ({ id: serial, path: "outbox.body" });
