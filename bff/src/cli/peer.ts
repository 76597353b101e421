import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const usage = `npm run peer -- export <region> <their SM2 public key, hex> [--rotate]    prints our bundle for them; rotate: new account and key, which hold once they log in with it
npm run peer -- import <region> <bundle.json> [--allow-http]          takes theirs; their former key stays good for a week
npm run peer -- retire-old <region>                                   former keys and accounts hold no more, in both directions
npm run peer -- new-keys                                              prints a key file for KEY_FILE`;

// Standard output is for the bundle alone, so that it can be piped.
main(process.argv.slice(2)).catch((error: Error) => {
  console.error(oneSentence(error));
  process.exitCode = 1;
});

async function main(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args);
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const [act, region, thing, ...more] = positionals;
  if (act === "new-keys" && region === undefined) {
    const { newKeyFile } = await import("../crypto/keys.ts");
    process.stdout.write(newKeyFile());
    return;
  }
  const retires = act === "retire-old" && thing === undefined;
  const handsOver = (act === "export" || act === "import") && thing !== undefined && more.length === 0;
  if (!region || !(retires || handsOver)) throw new Error(usage);
  if (!/^[\dA-Za-z]{6}$/.test(region) || region === "999999")
    throw new Error(`${region} is not a peer: its id has six characters and is not our own 999999`);
  if (thing === undefined) {
    const { retireOld } = await import("../exchange/rotate-peer.ts");
    await onRunningSystem(() => retireOld(region, new Date()));
  } else if (act === "export") {
    const { exportPeer } = await import("../exchange/export-peer.ts");
    const bundle = await onRunningSystem(({ publicUrl }) =>
      exportPeer(region, thing, `${publicUrl}/exchange`, { rotate: values.rotate === true }),
    );
    process.stdout.write(`${JSON.stringify(bundle)}\n`);
  } else {
    const bundle = readBundle(thing);
    const { importPeer } = await import("../exchange/import-peer.ts");
    await onRunningSystem(() => importPeer(region, bundle, { allowHttp: values["allow-http"] === true }));
  }
}

function readArguments(args: string[]) {
  const flag = { type: "boolean" } as const;
  const options = { rotate: flag, "allow-http": flag, help: flag };
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`);
  }
}

/** Does one act with the running system's store, keys and province files; what that takes is loaded only now. */
async function onRunningSystem<T>(act: (system: { publicUrl: string }) => Promise<T>): Promise<T> {
  const [command, { usePeers }] = await Promise.all([
    import("../command.ts"),
    import("../exchange/peers.ts"),
  ]);
  usePeers({ provinceOf });
  return command.onRunningSystem(act);
}

/** One province's file; the running system has checked it at its start. */
function provinceOf(region: string) {
  const path = join(resolve(process.env.CONFIG_DIR || "config"), "provinces", `${region}.json`);
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function readBundle(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`the bundle ${path} ${code ? `cannot be read: ${code}` : "is not JSON"}`);
  }
}

function oneSentence(error: Error): string {
  const known = error.name === "Error" || error.name === "TypeError" || error.name === "SealBroken";
  if (error.name === "SealBroken")
    return "the store was sealed with other keys than these (DATA_DIR/keys or KEY_FILE)";
  return known ? error.message : `the store refused: ${error.message}`;
}
