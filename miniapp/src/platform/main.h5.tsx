import type { ReactNode } from "react";

/** Id of the main part of the page that is shown; pages below it are hidden, so the first visible one is meant. */
export const mainId = "main";

export function Main({ className, children }: { className: string; children: ReactNode }) {
  return (
    <main id={mainId} className={className} tabIndex={-1}>
      {children}
    </main>
  );
}
