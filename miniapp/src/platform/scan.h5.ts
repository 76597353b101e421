/** A browser page cannot scan by itself; the phone's own scanner opens the code's address here. */
export const canScan = false;

export async function scan(): Promise<string> {
  return "";
}
