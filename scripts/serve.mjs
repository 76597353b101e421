// `npm run serve`: what an operator runs. The BFF with the built H5: no simulators, no demo people, no demo keys.
import { build } from "./lib/build.mjs";
import { finish } from "./lib/finish.mjs";
import { dataDir } from "./lib/paths.mjs";
import { say } from "./lib/say.mjs";
import { setup } from "./lib/setup.mjs";
import { startSystem } from "./lib/system.mjs";

await finish(async () => {
  const { MONGODB_URI, STORE, KEY_FILE, PORT } = process.env;
  if (!MONGODB_URI && STORE !== "embedded")
    throw new Error(
      "MONGODB_URI is not set. Name your replica set, or say STORE=embedded to run on one machine with the embedded store.",
    );
  if (!KEY_FILE)
    throw new Error(
      "KEY_FILE is not set: the keys made for demonstrations are refused here. See README, “Going to production”.",
    );
  await setup();
  await build("bff", "h5");
  const system = await startSystem({
    port: Number(PORT ?? 8080),
    dataDir: dataDir(),
    simulators: false,
    log: say.step,
  });
  process.stdout.write(`The portal serves ${system.url}\n`);
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      await system.stop();
      process.exit(0);
    });
  const why = await system.ended;
  if (stopping) return;
  await system.kill9();
  throw new Error(why);
});
