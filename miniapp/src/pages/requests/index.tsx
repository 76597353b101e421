import { useDidShow } from "@tarojs/taro";
import type { FollowUp } from "shared-types";
import { api } from "../../api";
import { Own } from "../../components/own";
import { Page } from "../../components/page";
import { RequestCard } from "../../components/request-card";
import { Box, Link } from "../../controls";
import { followPaths } from "../../requests/paths";
import { useSession } from "../../session";
import { requestTexts, requestWords } from "../../texts/requests";
import { useEvery } from "../../use-every";
import { useLoad } from "../../use-load";

const refreshMs = 10_000;
const offered: readonly FollowUp[] = ["HS1001", "PJ1003"];

/** Complaints and verifications that belong to no case, and the ways to begin one. */
export default function RequestsPage() {
  const { user } = useSession();
  const loaded = useLoad(user ? "requests" : "", api.requests);
  const { data, reload } = loaded;
  useDidShow(reload);
  useEvery(refreshMs, reload, data?.requests.some(({ result }) => !result) ?? false);
  return (
    <Page title={requestTexts.listTitle} broad>
      <Box as="p" className="lead">
        {requestTexts.listLead}
      </Box>
      {user && (
        <Box className="row begin-request">
          {offered.map((request) => (
            <Link key={request} to={followPaths.request(request)} className="button second">
              {requestWords[request].go}
            </Link>
          ))}
        </Box>
      )}
      <Own words={requestTexts.signInFirst} of={loaded} />
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
