import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { execute } from "../commands/commands.ts";
import type { Engine, Reply } from "../commands/engine.ts";
import { MongoError } from "../errors.ts";
import { frames } from "./frames.ts";
import { type Incoming, isHello, isQuery, open, seal } from "./message.ts";

export interface ServerOptions {
  port: number;
  maxConnections: number;
}

/** Listens on 127.0.0.1 only. A connection above the limit is closed at once, as MongoDB does. */
export async function listen(
  engine: Engine,
  { port, maxConnections }: ServerOptions,
  sockets: Set<Socket>,
): Promise<Server> {
  let connections = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined); // a client that goes away is no fault of ours
    connections += 1;
    serve(socket, engine, connections)
      .catch(() => undefined)
      .finally(() => socket.destroy());
  });
  server.maxConnections = maxConnections;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** One connection: message after message, each answered before the next is read, so that a slow reader waits alone. */
async function serve(socket: Socket, engine: Engine, id: number): Promise<void> {
  const address = `127.0.0.1:${socket.localPort}`;
  for await (const frame of frames(socket)) {
    const message = open(frame);
    const reply = await answer(message, engine, { id, address });
    if (message.answered && !socket.write(reply))
      await Promise.race([once(socket, "drain"), once(socket, "close")]);
    if (socket.destroyed) return;
  }
}

async function answer(
  message: Incoming,
  engine: Engine,
  connection: { id: number; address: string },
): Promise<Buffer> {
  const { body } = message;
  const name = body.keys().next().value ?? "";
  const db = body.get("$db");
  let reply: Reply;
  if (isQuery(message) && !isHello(name))
    reply = refusal(
      new MongoError(
        "UnsupportedOpQueryCommand",
        `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`,
      ),
    );
  else if (typeof db !== "string")
    reply = refusal(new MongoError(40571, "OP_MSG requests require a $db argument"));
  else reply = await execute({ name, db, body, now: new Date(), connection }, engine);
  try {
    return seal(reply, message);
  } catch (error) {
    return seal(refusal(new MongoError("InternalError", (error as Error).message)), message);
  }
}

const refusal = ({ code, codeName, message }: MongoError): Reply => ({
  ok: 0,
  errmsg: message,
  code,
  codeName,
});
