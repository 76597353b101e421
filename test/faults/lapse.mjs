// Preloaded (`node --import`) into the store and the instances of a campaign: their time is that of the file LAPSE_FILE,
// which may run faster than ours and be put forward. Nothing of the product knows of it.
// The file: [{real, virtual, rate}, …], milliseconds; the last segment whose `real` has come holds, so that all
// processes change over in the same moment. Sockets' own timeouts and the driver of MongoDB keep real time.
import { readFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import timersPromises from "node:timers/promises";

const RealDate = Date;
const monotonic = performance.now.bind(performance);
const real = { setTimeout, setInterval, sleep: timersPromises.setTimeout };
const file = process.env.LAPSE_FILE;

let segments = [{ real: 0, virtual: 0, rate: 1 }];
function read() {
  try {
    segments = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Being written: the next look finds it.
  }
}

function segmentNow() {
  const now = performance.timeOrigin + monotonic();
  let found = segments[0];
  for (const one of segments) if (one.real <= now) found = one;
  return { now, ...found };
}

function virtualNow() {
  const { now, real, virtual, rate } = segmentNow();
  return virtual + (now - real) * rate;
}

if (file !== undefined) {
  read();
  real.setInterval(read, 20).unref();
  const began = virtualNow();
  const rate = () => segmentNow().rate;
  // The clock on the wall alone may be wrong; what is measured from one moment to another is right.
  const wall = () => Math.floor(virtualNow() + Number(process.env.LAPSE_SKEW ?? 0));
  performance.now = () => virtualNow() - began;
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(wall()).toString(),
    construct: (target, args, made) =>
      args.length > 0 ? Reflect.construct(target, args, made) : new RealDate(wall()),
    get: (target, name) => (name === "now" ? wall : target[name]),
  });
  RealDate.prototype.constructor = globalThis.Date;
  globalThis.setTimeout = (act, ms = 0, ...more) => real.setTimeout(act, ms / rate(), ...more);
  globalThis.setInterval = (act, ms = 0, ...more) => real.setInterval(act, ms / rate(), ...more);
  timersPromises.setTimeout = (ms = 0, ...more) => real.sleep(ms / rate(), ...more);
  syncBuiltinESMExports();
}
