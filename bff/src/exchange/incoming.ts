import { valuesOf } from "shared-types/body.ts";
import { doubtsOf } from "shared-types/doubts.ts";
import { interfaces } from "shared-types/spec/interfaces.gen.ts";
import { putFile } from "../attachments/files.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { judgeFile } from "../received-files/judge.ts";
import { isKnown } from "./content.ts";
import type { ExchangeDeps, Incoming, IncomingFile } from "./deps.ts";
import type { Message } from "./envelope.ts";

/** More does not fit into one document of the store: of such a file there is only its digest. */
const mostKept = 15 * 1024 * 1024;

/**
 * What a handler gets of a message: values apart from files, which are stored by digest before anything refers to
 * them. A file that may not be handed on costs nobody his result: it is named as unfit, with the reason.
 */
export async function incomingOf(
  message: Message,
  receivedAt: Date,
  { codesOf }: Pick<ExchangeDeps, "codesOf">,
): Promise<Incoming> {
  const { header, peer, body } = message;
  const { IPCType: ipc, SerialNum: serial } = header;
  const values = isKnown(ipc) ? valuesOf(ipc, body).values : {};
  const plain: Record<string, string> = {};
  const files: Record<string, IncomingFile> = {};
  for (const [name, value] of Object.entries(values))
    if (!isBinary(ipc, name)) plain[name] = value;
    else files[name] = await fileOf(name, Buffer.from(value, "base64"));
  const doubts = isKnown(ipc) ? doubtsOf(ipc, body, codesOf(peer.region)) : [];
  for (const [name, { unfit }] of Object.entries(files))
    if (unfit !== undefined) doubts.push({ path: `${ipc}.${name}`, message: unfit });
  return {
    ...{ ipc, peer: peer.region, serial, receivedAt, body: plain, files },
    ...(doubts.length > 0 && { doubts }),
  };
}

async function fileOf(name: string, bytes: Buffer): Promise<IncomingFile> {
  const judged = await judgeFile(name, bytes);
  const file = bytes.length > mostKept ? sm3Hex(bytes) : await putFile(bytes, judged.kind);
  return { file, ...judged };
}

function isBinary(ipc: string, name: string): boolean {
  return isKnown(ipc) && interfaces[ipc].request.some((one) => one.name === name && one.type === "binary");
}
