import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts `<name>.ts` that lies beside the caller (built: `<name>.js`, all in one folder) as a thread.
 * `from` is the caller's `import.meta.url`.
 */
export function startThread(name: string, from: string, options: WorkerOptions = {}): Worker {
  if (!from.endsWith(".ts")) return new Worker(new URL(`./${name}.js`, from), options);
  // Node 20 hands the loader for TypeScript to no thread, so a thread has to load it by itself first.
  const file = JSON.stringify(new URL(`./${name}.ts`, from).href);
  const begin = `import("tsx/esm/api").then(({ register }) => { register(); return import(${file}); })`;
  return new Worker(begin, { ...options, eval: true });
}
