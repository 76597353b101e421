import { Box, Heading, Link } from "../controls";
import { followPaths } from "../requests/paths";
import { moreTexts } from "../texts/more";
import "./more-links.scss";

const links = [
  { to: followPaths.certificates, ...moreTexts.certificates },
  { to: followPaths.requests, ...moreTexts.requests },
  { to: followPaths.claim, ...moreTexts.claim },
  { to: followPaths.verify, ...moreTexts.verify },
] as const;

/** What can be done besides the businesses. */
export function MoreLinks() {
  return (
    <Box as="section">
      <Heading level={2} className="subtitle">
        {moreTexts.title}
      </Heading>
      <Box as="ul" className="plain-list more-links">
        {links.map(({ to, name, words }) => (
          <Box as="li" key={to}>
            <Link to={to} className="more-link">
              <Box as="strong" className="more-name">
                {name}
              </Box>
              <Box as="span" className="more-words">
                {words}
              </Box>
            </Link>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
