import { valuesOf } from "shared-types/body.ts";
import { answerOf } from "../return-codes.ts";
import type { DirectHandler } from "./handler.ts";

/**
 * CX1001 (A.2.1): when a vehicle's positioning device was last heard. 0003 for a vehicle that is not known, 9999 while
 * the positioning system is away (ask again), 0002 where none is set up.
 */
export const positioning: DirectHandler = {
  kind: "direct",
  open: false,
  async handle({ body, header, peer }, { deps, log }) {
    if (deps.positioning === null) return answerOf("notOpen");
    const { vehicleNo = "", plateColorCode = "", vinNo } = valuesOf("CX1001", body).values;
    try {
      const found = await deps.positioning.lookUp({ vehicleNo, plateColorCode, ...(vinNo && { vinNo }) });
      return found === null ? answerOf("noData") : { ...answerOf("done"), body: { CX1001: { ...found } } };
    } catch (error) {
      const about = { alarm: "positioning", peer: peer.region, serial: header.SerialNum };
      log.warn({ ...about, reason: (error as Error).message }, "the positioning system did not answer");
      return answerOf("failure", "卫星定位系统暂时没有应答");
    }
  },
};
