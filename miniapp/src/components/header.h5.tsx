import { Button, Link } from "../controls";
import { focusOn } from "../platform/focus";
import { mainId } from "../platform/main";
import { back } from "../platform/navigate";
import { isSharedScreen } from "../platform/shared-screen";
import { leaveTerminal } from "../terminal/leave";
import { common } from "../texts/common";
import { terminalTexts } from "../texts/terminal";
import type { Section } from "./page";
import { sections } from "./sections";
import { TypeSizeButton } from "./type-size-button";
import "./header.scss";

/** On a main page the name of the service stands in front, on the others the way back. */
export function Header({ section }: { section?: Section }) {
  return (
    <header className="header not-printed">
      <Button className="skip" kind="main" onPress={() => focusOn(mainId)}>
        {common.skip}
      </Button>
      <div className="header-inner">
        {!section && (
          <Button className="header-back" kind="plain" onPress={() => back("/pages/find/index")}>
            <span className="back-arrow" aria-hidden="true" />
            {common.back}
          </Button>
        )}
        <Link to="/pages/find/index" className={section ? "brand" : "brand aside"}>
          <span className="brand-mark" aria-hidden="true" />
          {common.service}
        </Link>
        <nav className="header-nav" aria-label={common.nav.label}>
          {sections.map(({ section: name, to, name: words }) => (
            <Link key={name} to={to} className="header-link" current={name === section ? "page" : undefined}>
              {words}
            </Link>
          ))}
        </nav>
        <TypeSizeButton />
        {isSharedScreen() && (
          <Button className="header-leave" onPress={leaveTerminal}>
            {terminalTexts.leave}
          </Button>
        )}
      </div>
    </header>
  );
}
