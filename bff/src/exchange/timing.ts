const second = 1000;
const minute = 60 * second;

/** Milliseconds. Tests shorten them; the defaults are the design's (reliability 2.1–2.6). */
export const standardTiming = {
  /** How long a claimed message is ours: longer than its POST can take. */
  lease: 60 * second,
  /** What must be left of it when the POST begins. */
  leaseForPost: 35 * second,
  postTimeout: 30 * second,
  /** How long an attempt waits for a token before it lets the message go. */
  tokenWait: 20 * second,
  /** Due work is looked for this often; new work is told by `wake`. */
  poll: second,
  heartbeat: 5 * minute,
  heartbeatTimeout: 10 * second,
  /** Theirs comes every ten minutes (6.9): silence of this length is told. */
  silence: 25 * minute,
  /** A message of theirs whose handling died is taken up again after this. */
  sweep: 30 * second,
  clockSync: minute,
  /** On stopping, our own POSTs get this long. */
  drain: 35 * second,
};

export type Timing = typeof standardTiming;
