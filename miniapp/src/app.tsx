import type { PropsWithChildren } from "react";
import { useEffect } from "react";
import { removeShell } from "./platform/shell";
import { watchTerminal } from "./terminal/watch";
import "./theme/index.scss";

watchTerminal();

export default function App({ children }: PropsWithChildren) {
  useEffect(removeShell, []);
  return children;
}
