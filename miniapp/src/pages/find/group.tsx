import type { BusinessSummary } from "shared-types";
import { Box, Link } from "../../controls";
import { find } from "../../texts/find";

/** What is open stands first, each as a card; what is not follows together, with the reason said once. */
export function Group({ businesses }: { businesses: readonly BusinessSummary[] }) {
  const open = businesses.filter((business) => business.open);
  const closed = businesses.filter((business) => !business.open);
  const reasons = [...new Set(closed.map(({ why }) => why ?? ""))];
  return (
    <>
      {open.length > 0 && (
        <Box as="ul" className="plain-list find-list">
          {open.map((business) => (
            <OpenBusiness key={business.code} business={business} />
          ))}
        </Box>
      )}
      {reasons.map((reason) => (
        <Box className="closed" key={reason}>
          <Box as="p" className="closed-why">
            <Box as="strong">{find.closed}</Box>
            {reason && `　${reason}`}
          </Box>
          <Box as="ul" className="plain-list closed-list">
            {closed
              .filter(({ why = "" }) => why === reason)
              .map(({ code, title, wish }) => (
                <Box as="li" className="closed-business" key={code}>
                  <Box as="span">{wish}</Box>
                  <Box as="span" className="official">
                    {title}
                  </Box>
                </Box>
              ))}
          </Box>
        </Box>
      ))}
    </>
  );
}

/** What a person would say, and below it what the office calls it. */
function OpenBusiness({ business: { code, title, wish } }: { business: BusinessSummary }) {
  return (
    <Box as="li">
      <Link className="business" to={`/pages/prepare/index?business=${code}`}>
        <Box as="span" className="business-words">
          <Box as="span" className="wish">
            {wish}
          </Box>
          <Box as="span" className="official">
            {title}
          </Box>
        </Box>
        <Box as="span" className="chevron" />
      </Link>
    </Box>
  );
}
