// What the scripts tell the person who runs them: to stderr, so that stdout carries results only.
const started = Date.now();
const seconds = () => `${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s`;

export const say = {
  step: (text) => process.stderr.write(`${seconds()}  ${text}\n`),
  fail: (text) => process.stderr.write(`\n✗ ${text}\n`),
};

/** Runs `work` and says every ten seconds that it is still at it. */
export async function ticking(title, work) {
  say.step(`${title} …`);
  const begun = Date.now();
  const tick = setInterval(
    () => say.step(`${title}: ${Math.round((Date.now() - begun) / 1000)} s so far`),
    10_000,
  );
  try {
    return await work();
  } finally {
    clearInterval(tick);
  }
}
