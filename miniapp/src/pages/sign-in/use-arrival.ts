import { useEffect, useState } from "react";
import { wordsOf } from "../../api-error";
import { goOn, restart } from "../../platform/navigate";
import { finishSignIn, startSignIn } from "../../session";

/** Signing in from this page, and what the page of the identity system hands over to it. `code` is "" where nothing is. */
export function useArrival(code: string, returnTo: string) {
  const [busy, setBusy] = useState(code !== "");
  const [error, setError] = useState("");

  async function go(act: () => Promise<{ returnTo: string; as: "elsewhere" | "same" | "another" }>) {
    setBusy(true);
    setError("");
    try {
      const { returnTo: to, as } = await act();
      // Pages below this one show the last person.
      if (as === "another") restart(to);
      else if (as === "same") goOn(to);
    } catch (fault) {
      setError(wordsOf(fault));
    }
    setBusy(false);
  }
  const finish = () => void go(() => finishSignIn(code));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is handed over is taken once
  useEffect(() => {
    if (code) finish();
  }, []);
  return {
    busy,
    error,
    start: (fresh = false) => void go(async () => ({ returnTo, as: await startSignIn(returnTo, fresh) })),
  };
}
