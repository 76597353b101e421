// The simulated positioning system (营运车辆卫星定位): knows a few vehicles, and can be switched off on its page.
// positioning.ts --data DIR [--port 0]
import { announce, argumentsOf, endWith } from "./lib.ts";
import { startPositioning } from "./positioning/start.ts";

const { data, port } = argumentsOf(["data"], { port: "0" });
const running = await startPositioning({ dir: data, port: Number(port) });
announce(running.port);
endWith(running.stop);
