import type { BusinessSummary } from "shared-types";
import { Box, Link } from "../../controls";
import { find } from "../../texts/find";

/** What a person would say, and below it what the office calls it. One that is not open says so and why. */
export function BusinessCard({ business: { code, title, wish, open, why } }: { business: BusinessSummary }) {
  const words = (
    <>
      <Box as="span" className="wish">
        {wish}
      </Box>
      <Box as="span" className="official">
        {title}
      </Box>
    </>
  );
  return (
    <Box as="li">
      {open ? (
        <Link className="business" to={`/pages/prepare/index?business=${code}`}>
          <Box as="span" className="business-words">
            {words}
          </Box>
          <Box as="span" className="chevron" />
        </Link>
      ) : (
        <Box className="business closed">
          <Box as="span" className="business-words">
            {words}
            {why && (
              <Box as="span" className="why">
                {why}
              </Box>
            )}
          </Box>
          <Box as="span" className="closed-mark">
            {find.closed}
          </Box>
        </Box>
      )}
    </Box>
  );
}
