import { loadSession, useSession } from "../session";
import type { Loaded } from "../use-load";
import { Failed, Skeleton, Stale } from "./loading";
import { SignInFirst } from "./sign-in-first";

interface OwnProps {
  /** Why one has to sign in. */
  words: string;
  /** What the page loads; a page that only wants a person loads nothing. */
  of?: Pick<Loaded<unknown>, "data" | "error" | "reload">;
}

/** What stands in the way of a page of this person's own things; nothing once they are there and fresh. */
export function Own({ words, of }: OwnProps) {
  const { user, state, error } = useSession();
  if (state === "failed") return <Failed message={error} onRetry={() => void loadSession()} />;
  if (state === "known" && !user) return <SignInFirst words={words} />;
  if (of?.data) return <Stale of={of} />;
  if (of?.error) return <Failed message={of.error} onRetry={of.reload} />;
  return of || state === "unknown" ? <Skeleton rows={3} tall /> : null;
}
