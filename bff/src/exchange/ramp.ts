/** How many messages to one peer may be under way at once, in this instance. */
export interface Ramp {
  readonly limit: number;
  readonly answered: number;
}

export const most = 8;
/** After a start and after an outage a peer is not met with everything at once. */
export const slowly: Ramp = { limit: 1, answered: 0 };

/** 1, 2, 4, 8: doubled each time as many answers came in as the limit allows. A failure halves it. */
export function ramped(ramp: Ramp, ok: boolean): Ramp {
  if (!ok) return { limit: Math.max(1, Math.floor(ramp.limit / 2)), answered: 0 };
  if (ramp.limit >= most) return ramp;
  const answered = ramp.answered + 1;
  return answered < ramp.limit ? { ...ramp, answered } : { limit: ramp.limit * 2, answered: 0 };
}
