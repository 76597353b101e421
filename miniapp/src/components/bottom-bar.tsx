import { Box, Link } from "../controls";
import { common } from "../texts/common";
import type { Section } from "./page";
import { sections } from "./sections";
import "./bottom-bar.scss";

/** The three main pages within reach of the thumb; on a desktop they stand in the header instead. */
export function BottomBar({ section }: { section: Section }) {
  return (
    <Box as="nav" className="bottom-bar not-printed" label={common.nav.label}>
      {sections.map(({ section: name, to, name: words }) => (
        <Link
          key={name}
          to={to}
          className={name === section ? "bottom-link here" : "bottom-link"}
          current={name === section ? "page" : undefined}
        >
          <Box as="span" className={`bottom-icon ${name}`} />
          {words}
        </Link>
      ))}
    </Box>
  );
}
