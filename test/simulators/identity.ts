// The simulated unified identity system (统一身份认证): real OpenID Connect with demo people.
// identity.ts --data DIR --portal http://127.0.0.1:8080 [--port 0]
import { startIdentity } from "./identity/start.ts";
import { announce, argumentsOf, endWith } from "./lib.ts";

const { data, portal, port } = argumentsOf(["data", "portal"], { port: "0" });
const running = await startIdentity({ dir: data, portal, port: Number(port) });
announce(running.port);
endWith(running.stop);
