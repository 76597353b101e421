import { statfs } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { getHeapStatistics } from "node:v8";
import type { Middleware } from "koa";
import { AppError } from "../errors.ts";

/** How hard this process works at the moment. */
export interface Pressure {
  /** 99th percentile of the event loop's delay in the last seconds, in milliseconds. */
  readonly lagMs: number;
  /** Share of the heap's limit in use. */
  readonly heap: number;
  readonly inFlight: number;
  readonly freeDiskBytes: number;
}

/** Uploads give way first, what provinces send us last: they would only send it again. */
const patience = { upload: 0.7, person: 1, exchange: 1.5 } as const;

/** Whether a request of this kind is to be turned away so that the others are served. */
export function tooMuch(
  kind: keyof typeof patience,
  { lagMs, heap, inFlight, freeDiskBytes }: Pressure,
): boolean {
  if (kind === "upload" && freeDiskBytes < 2 ** 30) return true;
  const share = patience[kind];
  // A slow loop with few requests in flight is somebody else's load: turning people away would not help.
  return (
    inFlight > 2_000 * share || heap > Math.min(0.95, 0.8 * share) || (lagMs > 200 * share && inFlight > 50)
  );
}

/** Answers 503 with Retry-After before it takes on more than it can carry. Health and pages always go through. */
export function shedLoad(dataDir: string): { middleware: Middleware; stop: () => void } {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let pressure: Omit<Pressure, "inFlight"> = { lagMs: 0, heap: 0, freeDiskBytes: Number.POSITIVE_INFINITY };
  let inFlight = 0;
  const measure = async () => {
    const { used_heap_size, heap_size_limit } = getHeapStatistics();
    const lagMs = delay.percentile(99) / 1e6;
    delay.reset();
    const disk = await statfs(dataDir).catch(() => null);
    const freeDiskBytes = disk === null ? Number.POSITIVE_INFINITY : disk.bavail * disk.bsize;
    pressure = { lagMs, heap: used_heap_size / heap_size_limit, freeDiskBytes };
  };
  const timer = setInterval(() => void measure(), 5_000);
  timer.unref();
  return {
    middleware: async (ctx, next) => {
      const kind = kindOf(ctx.path);
      if (kind !== null && tooMuch(kind, { ...pressure, inFlight })) throw new AppError("busy");
      inFlight += 1;
      try {
        await next();
      } finally {
        inFlight -= 1;
      }
    },
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}

function kindOf(path: string): keyof typeof patience | null {
  if (path === "/exchange") return "exchange";
  if (path === "/api/attachments") return "upload";
  return path.startsWith("/api/") ? "person" : null;
}
