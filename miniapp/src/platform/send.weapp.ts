import type { Call, Reply } from "./http";
import { request } from "./request.weapp";
import { inSession } from "./resume.weapp";

/** One request, in a session that WeChat's login opens anew where it has ended. @throws NoAnswer */
export const send = (call: Call): Promise<Reply> => inSession(() => request(call));
