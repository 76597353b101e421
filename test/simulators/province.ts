// A simulated province system: a second implementation of the wire protocol, with a page to watch and to steer it.
// province.ts --region 110000 --dialect default --data DIR --portal http://127.0.0.1:8080 [--port 0] [--pace 9000]
import { announce, argumentsOf, endWith } from "./lib.ts";
import { dialects } from "./province/dialects.ts";
import { startProvince } from "./province/start.ts";

const {
  region,
  dialect: name,
  data,
  port,
  pace,
} = argumentsOf(["region", "dialect", "data", "portal"], { port: "0", pace: "9000" });
const dialect = dialects[name];
if (!dialect) throw new Error(`--dialect: one of ${Object.keys(dialects).join(", ")}`);

const running = await startProvince({
  region,
  dialect,
  dir: data,
  port: Number(port),
  pace: { step: Number(pace) },
});
announce(running.port);
endWith(() => running.stop());
