import { useDidShow } from "@tarojs/taro";
import type { FollowUp } from "shared-types";
import { api } from "../../api";
import { Failed, Skeleton } from "../../components/loading";
import { Page } from "../../components/page";
import { RequestCard } from "../../components/request-card";
import { SignInFirst } from "../../components/sign-in-first";
import { Box, Link } from "../../controls";
import { followPaths } from "../../requests/paths";
import { useSession } from "../../session";
import { requestTexts, requestWords } from "../../texts/requests";
import { useLoad } from "../../use-load";

const offered: readonly FollowUp[] = ["HS1001", "PJ1003"];

/** Complaints and verifications that belong to no case, and the ways to begin one. */
export default function RequestsPage() {
  const { user, state, error: away } = useSession();
  const { data, error, reload } = useLoad(user ? "requests" : "", api.requests);
  useDidShow(reload);
  return (
    <Page title={requestTexts.listTitle} broad>
      <Box as="p" className="lead">
        {requestTexts.listLead}
      </Box>
      {state === "failed" && <Failed message={away} />}
      {state === "known" && !user && <SignInFirst words={requestTexts.signInFirst} />}
      {user && (
        <Box className="row begin-request">
          {offered.map((request) => (
            <Link key={request} to={followPaths.request(request)} className="button second">
              {requestWords[request].go}
            </Link>
          ))}
        </Box>
      )}
      {user && error && !data && <Failed message={error} onRetry={reload} />}
      {(state === "unknown" || (user && !data && !error)) && <Skeleton rows={3} tall />}
      {data?.requests.length === 0 && (
        <Box className="card empty-state">
          <Box as="strong">{requestTexts.listEmpty}</Box>
          <Box as="p" className="words">
            {requestTexts.listEmptyLead}
          </Box>
        </Box>
      )}
      <Box as="ul" className="plain-list">
        {data?.requests.map((one) => (
          <RequestCard key={one.requestId} of={one} />
        ))}
      </Box>
    </Page>
  );
}
