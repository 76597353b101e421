import { common } from "../texts/common";

/** The three main pages, in the order in which they stand in every bar. */
export const sections = [
  { section: "find", to: "/pages/find/index", name: common.nav.find },
  { section: "cases", to: "/pages/cases/index", name: common.nav.cases },
  { section: "help", to: "/pages/help/index", name: common.nav.help },
] as const;
