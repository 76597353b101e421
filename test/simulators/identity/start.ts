import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { makeProvider, type ProviderKeys } from "./provider.ts";
import { signIn } from "./sign-in.ts";

interface Kept extends ProviderKeys {
  readonly clientSecret: string;
}

/** Starts the simulated unified identity; `client.json` under `dir` holds what the portal needs to know. */
export async function startIdentity({
  dir,
  portal,
  port = 0,
}: {
  dir: string;
  portal: string;
  port?: number;
}) {
  mkdirSync(dir, { recursive: true });
  const kept = keysIn(join(dir, "keys.json"));
  let handle: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(port, "127.0.0.1", resolve),
  );
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const client = { client_id: "portal", client_secret: kept.clientSecret };
  const provider = await makeProvider(
    issuer,
    {
      ...client,
      client_name: "互联网道路运输便民政务服务系统",
      redirect_uris: portalsAt(portal).map((url) => `${url}/api/sign-in/unified/callback`),
      response_types: ["code"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "client_secret_post",
    },
    kept,
  );
  const openId = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith("/interaction/")) void signIn(provider, request, response);
    else void openId(request, response);
  };
  writeFileSync(join(dir, "client.json"), JSON.stringify({ issuer, ...client }, null, 2), { mode: 0o600 });
  return {
    issuer,
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** People open a local portal by either name. */
function portalsAt(portal: string): string[] {
  const { port } = new URL(portal);
  return [...new Set([new URL(portal).origin, `http://127.0.0.1:${port}`, `http://localhost:${port}`])];
}

function keysIn(file: string): Kept {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const jwk = { ...privateKey.export({ format: "jwk" }), kid: "demo", use: "sig", alg: "RS256" };
    const secret = () => randomBytes(32).toString("base64url");
    writeFileSync(file, JSON.stringify({ jwks: [jwk], cookieKeys: [secret()], clientSecret: secret() }), {
      mode: 0o600,
    });
  }
  return JSON.parse(readFileSync(file, "utf8")) as Kept;
}
