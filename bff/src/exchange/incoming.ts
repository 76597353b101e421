import { valuesOf } from "shared-types/body.ts";
import { doubtsOf } from "shared-types/doubts.ts";
import { interfaces } from "shared-types/spec/interfaces.gen.ts";
import { isKnown } from "./content.ts";
import type { ExchangeDeps, Incoming, IncomingFile } from "./deps.ts";
import type { Message } from "./envelope.ts";
import { fileOf } from "./incoming-file.ts";
import { rowsOf } from "./incoming-rows.ts";
import type { Answered } from "./return-codes.ts";

/**
 * What a handler gets of a message: values apart from files, which are stored by digest before anything refers to
 * them. A file that may not be handed on costs nobody his result: it is named as unfit, with the reason.
 * Only a batch with a file that is too large, or with too many records, is refused: what to answer.
 */
export async function incomingOf(
  message: Message,
  receivedAt: Date,
  { codesOf }: Pick<ExchangeDeps, "codesOf">,
): Promise<Incoming | Answered> {
  const { header, peer, body } = message;
  const { IPCType: ipc, SerialNum: serial } = header;
  const values = isKnown(ipc) ? valuesOf(ipc, body).values : {};
  const plain: Record<string, string> = {};
  const files: Record<string, IncomingFile> = {};
  for (const [name, value] of Object.entries(values))
    if (!isBinary(ipc, name)) plain[name] = value;
    else files[name] = await fileOf(name, Buffer.from(value, "base64"));
  const rows = isKnown(ipc) ? await rowsOf(ipc, body) : undefined;
  if (rows && "code" in rows) return rows;
  const doubts = isKnown(ipc) ? doubtsOf(ipc, body, codesOf(peer.region)) : [];
  for (const [name, { unfit }] of Object.entries(files))
    if (unfit !== undefined) doubts.push({ path: `${ipc}.${name}`, message: unfit });
  if (rows) doubts.push(...rows.doubts);
  return {
    ...{ ipc, peer: peer.region, serial, receivedAt, body: plain, files },
    ...(rows && { rows: rows.rows }),
    ...(doubts.length > 0 && { doubts }),
  };
}

function isBinary(ipc: string, name: string): boolean {
  return isKnown(ipc) && interfaces[ipc].request.some((one) => one.name === name && one.type === "binary");
}
