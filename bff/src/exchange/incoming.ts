import { valuesOf } from "shared-types/body.ts";
import { doubtsOf } from "shared-types/doubts.ts";
import { interfaces } from "shared-types/spec/interfaces.gen.ts";
import { putFile } from "../attachments/files.ts";
import { isKnown } from "./content.ts";
import type { ExchangeDeps, Incoming } from "./deps.ts";
import type { Message } from "./envelope.ts";
import { type Answered, answerOf } from "./return-codes.ts";

/** An electronic certificate may have 10 MB; more would not fit into one document of the store either. */
const mostBytes = 10 * 1024 * 1024;

/**
 * What a handler gets of a message: values apart from files, which are stored by digest before anything refers to
 * them. A file that is too large is the answer to give.
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
  const files: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (!isBinary(ipc, name)) plain[name] = value;
    else {
      const bytes = Buffer.from(value, "base64");
      if (bytes.length > mostBytes) return answerOf("wrong", `${ipc}.${name}`);
      files[name] = await putFile(bytes, kindOf(bytes));
    }
  }
  const doubts = isKnown(ipc) ? doubtsOf(ipc, body, codesOf(peer.region)) : [];
  return {
    ...{ ipc, peer: peer.region, serial, receivedAt, body: plain, files },
    ...(doubts.length > 0 && { doubts }),
  };
}

function isBinary(ipc: string, name: string): boolean {
  return isKnown(ipc) && interfaces[ipc].request.some((one) => one.name === name && one.type === "binary");
}

const kinds: readonly (readonly [start: string, kind: string])[] = [
  ["25504446", "application/pdf"],
  // OFD (GB/T 33190) is a zip.
  ["504b0304", "application/ofd"],
  ["ffd8ff", "image/jpeg"],
  ["89504e47", "image/png"],
];

function kindOf(bytes: Buffer): string {
  const start = bytes.subarray(0, 4).toString("hex");
  return kinds.find(([sign]) => start.startsWith(sign))?.[1] ?? "application/octet-stream";
}
