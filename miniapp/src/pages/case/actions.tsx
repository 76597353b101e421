import type { CaseAction, CaseAnswer } from "shared-types";
import { Box, Heading, Link } from "../../controls";
import { followPaths } from "../../requests/paths";
import { requestTexts, requestWords } from "../../texts/requests";

/** What can be asked about a case, each with what it means; what is not possible now says why. */
export function Actions({ of: { case: one, actions } }: { of: CaseAnswer }) {
  // A voucher is asked for where the documents stand.
  const shown = actions.filter(({ request }) => request !== "CX1004");
  if (shown.length === 0) return null;
  return (
    <>
      <Heading level={2} className="subtitle">
        {requestTexts.actions}
      </Heading>
      <Box as="ul" className="plain-list">
        {shown.map((action) => (
          <Action key={action.request} action={action} caseId={one.caseId} />
        ))}
      </Box>
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
