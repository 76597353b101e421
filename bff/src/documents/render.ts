import { threadLine } from "../thread-line.ts";
import type { Document } from "./document.ts";

/** Draws documents as PDFs. Laying out Chinese text takes long, so a thread of its own does it. */
export interface Documents {
  /** A4, the letters embedded: it looks the same on every machine. Throws when it cannot be drawn within a minute. */
  render(document: Document): Promise<Buffer>;
  close(): Promise<void>;
}

export function openDocuments(): Documents {
  const limits = { timeoutMs: 60_000, memoryMb: 512 };
  const line = threadLine<Document, Uint8Array>("document-worker", import.meta.url, limits);
  return {
    async render(document) {
      return Buffer.from(await line.run(document));
    },
    close: () => line.close(),
  };
}
