import type { PropsWithChildren } from "react";
import { useEffect } from "react";
import { removeShell } from "./platform/shell";
import "./theme/index.scss";

export default function App({ children }: PropsWithChildren) {
  useEffect(removeShell, []);
  return children;
}
