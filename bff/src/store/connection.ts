import mongoose from "mongoose";

// Set before any model is made: a filter or a document may hold only what its schema knows (an unknown key would
// otherwise be dropped and the filter match everything), and an object from outside never becomes an operator.
mongoose.set("strict", "throw");
mongoose.set("strictQuery", "throw");
mongoose.set("sanitizeFilter", true);
mongoose.set("autoIndex", false);
mongoose.set("autoCreate", false);
mongoose.set("bufferCommands", false);

/** Milliseconds that any one query may take at the store. */
export const maxTimeMS = 8_000;

/**
 * Connects mongoose's default connection. Writes are answered after majority and journal; a store that is away is an
 * error after five seconds, never a queue.
 */
export async function connect(uri: string): Promise<typeof mongoose> {
  return mongoose.connect(uri, {
    w: "majority",
    journal: true,
    wtimeoutMS: 10_000,
    readConcernLevel: "majority",
    readPreference: "primary",
    retryWrites: true,
    serverSelectionTimeoutMS: 5_000,
    maxPoolSize: 100,
    waitQueueTimeoutMS: 2_000,
    appName: "portal",
  });
}

export async function disconnect(): Promise<void> {
  await mongoose.disconnect();
}

/** Whether the store answers now. */
export async function storeAnswers(): Promise<boolean> {
  try {
    await mongoose.connection.db?.command({ ping: 1 }, { timeoutMS: 2_000 });
    return mongoose.connection.readyState === 1;
  } catch {
    return false;
  }
}

/** The write broke a unique key. */
export function isDuplicate(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 11000;
}

/** The store is away, or too slow: time heals it. */
export function isStoreFault(error: unknown): boolean {
  const { name = "", code } = (error ?? {}) as { name?: string; code?: unknown };
  // 50: the query's time is over; 64: the majority did not confirm in time; 91, 11600, 11602: the server stops;
  // 14031: its disk is full.
  if ([50, 64, 91, 189, 11600, 11602, 10107, 13435, 13436, 14031].includes(code as number)) return true;
  // A write of many hides under its own name what broke its connection: only the store itself gives a code.
  if (name === "MongoBulkWriteError" && code === undefined) return true;
  return /^Mongo(ose)?(Network|ServerSelection|NetworkTimeout|WaitQueueTimeout|PoolCleared|NotConnected|Topology|OperationTimeout|WriteConcern)/.test(
    name,
  );
}
