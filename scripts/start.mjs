// `npm start`: from a fresh clone to the running system, with simulators around it. PORT, DATA_DIR and MONGODB_URI set what they say.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { endWithAncestors } from "./lib/ancestors.mjs";
import { build } from "./lib/build.mjs";
import { finish } from "./lib/finish.mjs";
import { dataDir, root } from "./lib/paths.mjs";
import { say } from "./lib/say.mjs";
import { setup } from "./lib/setup.mjs";
import { startSystem } from "./lib/system.mjs";

await finish(async () => {
  endWithAncestors();
  await setup();
  await build("bff", "h5");
  const data = dataDir();
  const system = await startSystem({ port: portFrom(process.env.PORT), dataDir: data, log: say.step });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    say.step("Stopping; what was entered is kept …");
    await system.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  process.stdout.write(welcome(system, data));
  const why = await system.ended;
  if (stopping) return;
  await system.kill9();
  throw new Error(why);
});

function portFrom(text) {
  const port = Number(text ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT must be a number from 0 to 65535, not "${text}".`);
  return port;
}

function welcome({ url, simulators }, data) {
  const names = {
    110000: "北京 (default dialect)",
    320000: "江苏 (CBC, DER, slow, now and then down)",
    440000: "广东 (refuses resends, repeats itself)",
    identity: "统一身份认证 (unified identity)",
    positioning: "卫星定位 (positioning of vehicles)",
  };
  const people = JSON.parse(readFileSync(join(root, "test/simulators/people.json"), "utf8"));
  const line = (...cells) => `  ${cells.join("  ")}\n`;
  return [
    "\n互联网道路运输便民政务服务系统 is running.\n\n",
    line("Open                ", `${url}/`),
    line("Interface (OpenAPI) ", `${url}/api/openapi.json`),
    "\nDemo people (sign in with 统一身份认证 and choose one):\n",
    ...people.map(({ name, idNumber, region }) => line(name, idNumber, region)),
    "\nSimulators:\n",
    ...Object.entries(simulators).map(([key, { url: at }]) => line(at, names[key] ?? key)),
    `\nData lies in ${data} (delete it to begin anew).\nThe main job by command: npm run demo -- --business SQ1008 --region 110000\nStop with Ctrl-C.\n`,
  ].join("");
}
