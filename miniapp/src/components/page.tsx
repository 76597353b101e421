import { useDidShow } from "@tarojs/taro";
import { type ReactNode, useEffect } from "react";
import { Box, Heading } from "../controls";
import { focusOn, setTitle } from "../platform/focus";
import { Main } from "../platform/main";
import { useSettings } from "../settings";
import { SilenceWarning } from "../terminal/warning";
import { common } from "../texts/common";
import { useShown } from "../use-shown";
import { BottomBar } from "./bottom-bar";
import { Expired } from "./expired";
import { Header } from "./header";
import { OfflineNote } from "./offline-note";
import "./page.scss";

export type Section = "find" | "cases" | "help";

interface PageProps {
  /** Stands in the browser's tab and, without `heading`, at the top of the page. */
  title: string;
  heading?: ReactNode;
  /** One of the three main pages: it has the bar at the bottom and no way back. */
  section?: Section;
  /** Uses the width of a desktop screen. */
  broad?: boolean;
  /** Has the steps of an application beside it. */
  stepwise?: boolean;
  children: ReactNode;
}

const titleId = "page-title";
let first = true;

/** Frame of every page: header, the offline note, the title that gets the focus, and what goes on without a session. */
export function Page({ title, heading, section, broad, stepwise, children }: PageProps) {
  const { type } = useSettings();
  const shown = useShown();
  useDidShow(() => setTitle(`${title} · ${common.service}`));
  useEffect(() => {
    // The first page is read from its top anyway; on the next ones the reader must be told that he is elsewhere.
    if (!first) focusOn(titleId);
    first = false;
  }, []);
  return (
    <Box className={`page ${type}`}>
      <Header section={section} />
      <OfflineNote />
      <Main className={stepwise ? "page-main broad stepwise" : broad ? "page-main broad" : "page-main"}>
        <Heading level={1} id={titleId} className="title">
          {heading ?? title}
        </Heading>
        {children}
      </Main>
      <Box as="footer" className="footer not-printed">
        {common.footer}
      </Box>
      {section && <BottomBar section={section} />}
      {shown && <Expired />}
      {shown && <SilenceWarning />}
    </Box>
  );
}
