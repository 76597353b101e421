import type { CaseAction, CaseAnswer } from "shared-types";
import { Box, Details, Heading, Link } from "../../controls";
import { followPaths } from "../../requests/paths";
import { requestTexts, requestWords } from "../../texts/requests";

/** What can be asked about a case, each with what it means; what is not possible now says why. */
export function Actions({ of: { case: one, actions } }: { of: CaseAnswer }) {
  // A voucher is asked for where the documents stand; that a case can be rated later is no news.
  const shown = actions.filter(({ request, open }) => request !== "CX1004" && (open || request !== "PJ1001"));
  if (shown.length === 0) return null;
  // Of what was sent from this account nobody says lightly that it is not his; yet an account can be stolen (6.1.1).
  const quiet = shown.filter(({ request }) => request === "HT1001" && one.origin === "portal");
  return (
    <>
      <Heading level={2} className="subtitle">
        {requestTexts.actions}
      </Heading>
      <Box as="ul" className="plain-list">
        {shown
          .filter((action) => !quiet.includes(action))
          .map((action) => (
            <Action key={action.request} action={action} caseId={one.caseId} />
          ))}
      </Box>
      {quiet.map((action) => (
        <Details key={action.request} summary={requestTexts.stolen}>
          <Box as="ul" className="plain-list">
            <Action action={{ ...action }} caseId={one.caseId} />
          </Box>
        </Details>
      ))}
    </>
  );
}

function Action({ action: { request, title, open, why }, caseId }: { action: CaseAction; caseId: string }) {
  const { go, meaning } = requestWords[request];
  return (
    <Box as="li" className={open ? "card action" : "card action closed-action"}>
      {open ? (
        <>
          <Box as="p" className="action-words">
            {meaning}
          </Box>
          <Link to={followPaths.request(request, caseId)} className="button second">
            {go}
          </Link>
        </>
      ) : (
        <>
          <Box as="strong">{`${title}：${requestTexts.notNow}`}</Box>
          <Box as="p" className="action-words">
            {why}
          </Box>
        </>
      )}
    </Box>
  );
}
