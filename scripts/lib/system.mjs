// The whole system on one machine: store, BFF, simulated provinces, simulated unified identity.
// `npm start` runs it for people, the tests for themselves; the order of starting and stopping is here alone.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { runChild, startChild } from "./child.mjs";
import { bffDist, h5Dist, root } from "./paths.mjs";

/** The simulated provinces and the dialect that each speaks. */
export const provinces = { 110000: "default", 320000: "cbc", 440000: "rough" };

/**
 * @param {{port?: number, dataDir: string, simulators?: boolean, pace?: number, env?: Record<string,string>, log?: (text: string) => void}} options
 *   `port` 0 or none: a free one. `env` goes to the BFF. `pace`: milliseconds between two steps of a case at a province.
 * @returns {Promise<{url: string, port: number, storeUri: string, simulators: object, ended: Promise<string>, stop(): Promise<void>, kill9(name?: string): Promise<void>}>}
 */
export async function startSystem({
  port: wanted = 0,
  dataDir,
  simulators = true,
  pace,
  env = {},
  log = () => {},
}) {
  const port = await freePort(wanted);
  const url = `http://127.0.0.1:${port}`;
  const dir = (name) => join(dataDir, name);
  for (const name of ["logs", "store", "simulators"]) mkdirSync(dir(name), { recursive: true });
  const children = [];
  const start = async (name, options) => {
    const child = await startChild({ name, logFile: dir(`logs/${name}.log`), ...options });
    children.push(child);
    return child;
  };

  try {
    const storeUri = env.MONGODB_URI ?? process.env.MONGODB_URI ?? (await startStore());
    const found = {};
    const run = (extra) =>
      writeRunFile(dir("run.json"), { port, url, storeUri, pid: process.pid, simulators: found, ...extra });
    run();
    const demo = simulators ? { ...(await startIdentity(found)), ...(await startPositioning(found)) } : {};
    const readyFile = dir("ready");
    rmSync(readyFile, { force: true });
    log("Starting the portal");
    const bff = await start("bff", {
      file: join(bffDist, "main.js"),
      env: {
        PORT: String(port),
        DATA_DIR: dataDir,
        MONGODB_URI: storeUri,
        H5_DIR: h5Dist,
        CONFIG_DIR: join(root, "config"),
        READY_FILE: readyFile,
        ...demo,
        ...env,
      },
      ready: /listening (\S+)/,
    });
    if (simulators) await startProvinces(found);
    run();
    writeFileSync(readyFile, "");
    await healthy(url, bff.exited);
    return {
      url,
      port,
      storeUri,
      simulators: found,
      ended: Promise.race(
        children.map(({ name, exited }) =>
          exited.then((how) => `${name} ended (${how}); its log: ${dir(`logs/${name}.log`)}`),
        ),
      ),
      stop: () => stopAll(children),
      kill9: (name) => killNow(children.filter((child) => !name || child.name === name)),
    };
  } catch (error) {
    await killNow(children);
    throw error;
  }

  async function startStore() {
    log("Starting the embedded store");
    const { match } = await start("store", {
      file: join(bffDist, "store.js"),
      args: ["--data", dir("store"), "--port", "0"],
      ready: /(mongodb:\/\/127\.0\.0\.1:\d+)/,
    });
    return match[1];
  }

  async function startIdentity(found) {
    log("Starting the simulated unified identity");
    const home = dir("simulators/identity");
    const { match } = await start("identity", {
      file: join(root, "test/simulators/identity.ts"),
      args: ["--data", home, "--portal", url, "--port", "0"],
      ready: /listening (\S+)/,
    });
    found.identity = { url: match[1] };
    const client = JSON.parse(readFileSync(join(home, "client.json"), "utf8"));
    return {
      DEMO: "1",
      OIDC_ISSUER: client.issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
    };
  }

  async function startPositioning(found) {
    log("Starting the simulated positioning system");
    const home = dir("simulators/positioning");
    const { match } = await start("positioning", {
      file: join(root, "test/simulators/positioning.ts"),
      args: ["--data", home, "--port", "0"],
      ready: /listening (\S+)/,
    });
    found.positioning = { url: match[1] };
    return { POSITIONING_URL: match[1], POSITIONING_KEY_FILE: join(home, "key.txt") };
  }

  async function startProvinces(found) {
    log("Starting the simulated provinces and exchanging keys with them");
    const each = Object.entries(provinces).map(async ([region, dialect]) => {
      found[region] = { url: await startProvince(region, dialect, dir(`simulators/${region}`)) };
    });
    await Promise.all(each);
  }

  // Keys change hands as between two real systems: each side gets the other's bundle, and nothing else.
  async function startProvince(region, dialect, home) {
    mkdirSync(home, { recursive: true });
    for (const name of ["bundle.json", "portal.json"]) rmSync(join(home, name), { force: true });
    const { match } = await start(region, {
      file: join(root, "test/simulators/province.ts"),
      args: [
        ...["--region", region, "--dialect", dialect, "--data", home, "--portal", url, "--port", "0"],
        ...(pace === undefined ? [] : ["--pace", String(pace)]),
      ],
      ready: /listening (\S+)/,
    });
    const key = readFileSync(join(home, "public-key.txt"), "utf8").trim();
    const peer = (...args) =>
      runChild({
        name: `peer ${args[0]}`,
        file: join(bffDist, "peer.js"),
        args,
        env: { DATA_DIR: dataDir, PORT: String(port) },
      });
    writeWhole(join(home, "portal.json"), await peer("export", region, key));
    await appears(join(home, "bundle.json"));
    await peer("import", region, join(home, "bundle.json"));
    // So that the demo people have something behind them; the same result again has no effect.
    await fetch(`${match[1]}/education`, {
      method: "POST",
      body: new URLSearchParams({ person: personOf(region) }),
    });
    return match[1];
  }
}

async function freePort(wanted) {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        new Error(
          error.code === "EADDRINUSE"
            ? `Port ${wanted} is taken by another program. Choose another: PORT=8090 npm start`
            : `Port ${wanted} cannot be used: ${error.message}`,
        ),
      ),
    );
    server.listen(wanted, "127.0.0.1", resolve);
  });
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function writeRunFile(file, content) {
  writeWhole(file, JSON.stringify(content, null, 2));
}

/** The demo person who belongs to this province. */
function personOf(region) {
  const people = JSON.parse(readFileSync(join(root, "test/simulators/people.json"), "utf8"));
  return people.find((one) => one.region === region).id;
}

// A reader never sees half a file.
function writeWhole(file, text) {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

async function appears(file, within = 30_000) {
  const until = Date.now() + within;
  for (;;) {
    try {
      return readFileSync(file);
    } catch (error) {
      if (Date.now() > until) throw new Error(`${file} did not appear: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function healthy(url, exited) {
  let how;
  exited.then((value) => (how = value));
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    if (how !== undefined) throw new Error(`the portal ended (${how}) while starting`);
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the portal was not healthy after 60 s");
}

// The portal goes first, so that it can finish what it is sending; the store last.
async function stopAll(children) {
  const store = children.filter(({ name }) => name === "store");
  const bff = children.filter(({ name }) => name === "bff");
  const rest = children.filter((child) => !store.includes(child) && !bff.includes(child));
  for (const group of [bff, rest, store]) {
    for (const { child } of group) child.kill("SIGTERM");
    const late = setTimeout(() => {
      for (const { child } of group) child.kill("SIGKILL");
    }, 45_000);
    await Promise.all(group.map(({ exited }) => exited));
    clearTimeout(late);
  }
}

async function killNow(children) {
  for (const { child } of children) child.kill("SIGKILL");
  await Promise.all(children.map(({ exited }) => exited));
}
