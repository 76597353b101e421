import { MongoError } from "../errors.ts";
import { HEADER_BYTES, MAX_MESSAGE_BYTES } from "./message.ts";

/**
 * Cuts a stream of bytes into whole messages. The stream is read only as fast as messages are taken. Throws when a
 * length is impossible: nothing after it can be understood.
 */
export async function* frames(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  let wanted = 0; // the length of the message under way, once it is known
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.length;
    while (size >= (wanted || 4)) {
      if (!wanted) {
        if (held[0]!.length < 4) held = [Buffer.concat(held)];
        wanted = held[0]!.readInt32LE(0);
        if (wanted < HEADER_BYTES || wanted > MAX_MESSAGE_BYTES)
          throw new MongoError("InvalidLength", `a message of ${wanted} bytes is not accepted`);
        continue;
      }
      const all = held.length === 1 ? held[0]! : Buffer.concat(held);
      yield all.subarray(0, wanted);
      const rest = all.subarray(wanted);
      held = rest.length ? [rest] : [];
      size = rest.length;
      wanted = 0;
    }
  }
}
