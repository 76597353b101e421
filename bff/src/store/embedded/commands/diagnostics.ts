import { randomUUID } from "node:crypto";
import { arch, cpus, hostname, platform, release, totalmem } from "node:os";
import { Binary, type Doc, Double, docOf, isDoc, isNumber, Long, toNumber } from "../bson/value.ts";
import { demand, MongoError, NO_TRANSACTIONS } from "../errors.ts";
import type { Command, Engine, Reply, Request } from "./engine.ts";
import { listOption, namespaceOf } from "./options.ts";
import { sessionOf } from "./sessions.ts";

/** The release whose behaviour is served. */
export const VERSION = "8.0.0";
export const LIMITS = {
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
};
const SET_NAME = "embedded";

const command = (options: readonly string[], run: Command["run"]): Command => ({ options, run });

/** What a driver asks first: a replica set of one, so that it retries writes. */
export function hello(request: Request, address: string): Reply {
  const isOld = request.name !== "hello";
  return {
    ...(isOld ? { ismaster: true } : { isWritablePrimary: true }),
    helloOk: true,
    setName: SET_NAME,
    setVersion: 1,
    secondary: false,
    primary: address,
    me: address,
    hosts: [address],
    ...LIMITS,
    localTime: request.now,
    logicalSessionTimeoutMinutes: 30,
    connectionId: request.connection.id,
    minWireVersion: 0,
    maxWireVersion: 25,
    readOnly: false,
  };
}

/** `hello` takes any option: a driver may be newer than its server. */
const greet: Command = { options: "any", run: (request) => hello(request, request.connection.address) };

const DEFAULT_CONCERNS = {
  defaultReadConcern: { level: "local" },
  defaultWriteConcern: { w: "majority", wtimeout: 0 },
  defaultWriteConcernSource: "implicit",
  defaultReadConcernSource: "implicit",
};

const nothing = command([], () => ({}));

function sizes(request: Request, engine: Engine): Reply {
  const ns = namespaceOf(request);
  const collection = engine.catalog.get(ns);
  const { count, bytes } = collection ? engine.records.statistics(collection) : { count: 0, bytes: 0 };
  const nindexes = collection?.indexes.length ?? 0;
  return {
    ns,
    size: bytes,
    count,
    ...(count ? { avgObjSize: Math.floor(bytes / count) } : {}),
    storageSize: bytes,
    nindexes,
    totalIndexSize: 0,
    totalSize: bytes,
    indexSizes: {},
    scaleFactor: 1,
    capped: false,
  };
}

export const DIAGNOSTICS: Record<string, Command> = {
  hello: greet,
  isMaster: greet,
  ismaster: greet,
  ping: nothing,
  buildInfo: command([], () => ({
    version: VERSION,
    gitVersion: "embedded-store-on-lmdb",
    modules: ["embedded store: one machine, one process"],
    versionArray: [...VERSION.split(".").map(Number), 0],
    javascriptEngine: "none",
    bits: 64,
    debug: false,
    maxBsonObjectSize: LIMITS.maxBsonObjectSize,
    storageEngines: ["lmdb"],
  })),
  // Its options name the sections to leave out, whatever they are called.
  serverStatus: {
    options: "any",
    run: ({ now }, engine) => ({
      host: hostname(),
      version: VERSION,
      process: "embedded-store",
      pid: Long.fromNumber(process.pid),
      uptime: new Double((now.getTime() - engine.startedAt.getTime()) / 1000),
      localTime: now,
      connections: { current: engine.connections(), available: 0, totalCreated: 0 },
      metrics: { cursor: { open: { total: engine.cursors.count } } },
      mem: { resident: Math.round(process.memoryUsage.rss() / 2 ** 20), bits: 64 },
      storageEngine: { name: "lmdb", supportsCommittedReads: true, persistent: true },
    }),
  },
  getLog: command([], ({ body }) =>
    body.get("getLog") === "*" ? { names: ["global", "startupWarnings"] } : { totalLinesWritten: 0, log: [] },
  ),
  collStats: command(["scale", "waitForLock"], sizes),
  dbStats: command(["scale", "freeStorage"], ({ db }, engine) => {
    const collections = engine.catalog.list(db);
    const all = collections.map((collection) => engine.records.statistics(collection));
    const [objects, dataSize] = [
      all.reduce((sum, { count }) => sum + count, 0),
      all.reduce((sum, { bytes }) => sum + bytes, 0),
    ];
    const indexes = collections.reduce((sum, collection) => sum + collection.indexes.length, 0);
    return {
      db,
      collections: collections.length,
      views: 0,
      objects,
      avgObjSize: objects ? dataSize / objects : 0,
      dataSize,
      storageSize: dataSize,
      indexes,
      indexSize: 0,
      totalSize: dataSize,
      scaleFactor: 1,
    };
  }),
  getDefaultRWConcern: command(["inMemory"], () => ({
    ...DEFAULT_CONCERNS,
    localUpdateWallClockTime: new Date(),
  })),
  setDefaultRWConcern: command(["defaultWriteConcern", "defaultReadConcern"], ({ body }) => {
    const wanted = body.get("defaultWriteConcern");
    demand(
      !isDoc(wanted) || ["majority", 1].includes(wanted.get("w") as string | number),
      "BadValue",
      "the embedded store acknowledges every write as majority and journaled",
    );
    return DEFAULT_CONCERNS;
  }),
  startSession: command([], () => ({
    id: { id: new Binary(Buffer.from(randomUUID().replaceAll("-", ""), "hex"), 4) },
    timeoutMinutes: 30,
  })),
  endSessions: command([], ({ body }, engine) => endSessions(body, "endSessions", engine)),
  killSessions: command([], ({ body }, engine) => endSessions(body, "killSessions", engine)),
  refreshSessions: nothing,
  commitTransaction: command(["recoveryToken"], () => noTransaction()),
  abortTransaction: command(["recoveryToken"], () => noTransaction()),
  connectionStatus: command(["showPrivileges"], () => ({
    authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] },
  })),
  whatsmyuri: command([], ({ connection }) => ({ you: connection.address })),
  hostInfo: command([], () => ({
    system: {
      currentTime: new Date(),
      hostname: hostname(),
      cpuArch: arch(),
      numCores: cpus().length,
      memSizeMB: Math.round(totalmem() / 2 ** 20),
    },
    os: { type: platform(), name: platform(), version: release() },
  })),
  getCmdLineOpts: command([], () => ({ argv: [], parsed: {} })),
  getParameter: command(
    ["ttlMonitorSleepSecs", "featureCompatibilityVersion", "allParameters"],
    ({ body }, engine) => ({
      ...(body.has("ttlMonitorSleepSecs") ? { ttlMonitorSleepSecs: engine.ttlMonitorSleepSecs } : {}),
      ...(body.has("featureCompatibilityVersion")
        ? { featureCompatibilityVersion: { version: VERSION.slice(0, 3) } }
        : {}),
    }),
  ),
  setParameter: command(["ttlMonitorSleepSecs"], ({ body }, engine) => {
    const seconds = body.get("ttlMonitorSleepSecs");
    demand(isNumber(seconds) && toNumber(seconds) >= 1, "BadValue", "ttlMonitorSleepSecs must be at least 1");
    const was = engine.ttlMonitorSleepSecs;
    engine.ttlMonitorSleepSecs = toNumber(seconds);
    return { was };
  }),
  replSetGetStatus: command(["initialSync"], ({ now, connection }) => ({
    set: SET_NAME,
    date: now,
    myState: 1,
    members: [
      { _id: 0, name: connection.address, health: new Double(1), state: 1, stateStr: "PRIMARY", self: true },
    ],
  })),
  saslStart: command(["mechanism", "payload", "autoAuthorize", "options"], () => {
    throw new MongoError(
      "AuthenticationFailed",
      "Authentication failed: the embedded store has no users, and listens on 127.0.0.1 only",
    );
  }),
};

function endSessions(body: Doc, name: string, engine: Engine): Reply {
  for (const lsid of listOption({ name, body } as Request, name) ?? []) {
    const session = sessionOf(docOf({ lsid }));
    if (session) engine.cursors.killSession(session);
  }
  return {};
}

function noTransaction(): never {
  throw new MongoError("IllegalOperation", NO_TRANSACTIONS);
}
