import mongoose from "mongoose";

/** The store's time, which all instances share; their own clocks may be wrong or jump. */
export interface StoreClock {
  now(): Date;
  /** Asks the store again. */
  sync(): Promise<void>;
}

/** Counts on from the store's last answer by the monotonic clock. Before the first one it shows this machine's time, by which nobody should go. */
export function storeClock(): StoreClock {
  let base = Date.now();
  let mark = performance.now();
  return {
    now: () => new Date(base + performance.now() - mark),
    async sync() {
      const asked = performance.now();
      const hello = await mongoose.connection.db?.admin().command({ hello: 1 });
      const answered = performance.now();
      if (!(hello?.localTime instanceof Date)) throw new Error("the store did not say what time it is");
      // The answer was true somewhere between asking and hearing.
      base = hello.localTime.getTime() + (answered - asked) / 2;
      mark = answered;
    },
  };
}
