import { useDidShow, useRouter } from "@tarojs/taro";
import { api } from "../../api";
import { Failed, Skeleton, Stale } from "../../components/loading";
import { Page } from "../../components/page";
import { RequestCard } from "../../components/request-card";
import { endOf, StateMark } from "../../components/state-mark";
import { Timeline } from "../../components/timeline";
import { Box, Button, Heading } from "../../controls";
import { casesTexts } from "../../texts/cases";
import { common } from "../../texts/common";
import { requestTexts } from "../../texts/requests";
import { useEvery } from "../../use-every";
import { useLoad } from "../../use-load";
import { Actions } from "./actions";
import { Correct } from "./correct";
import { Documents } from "./documents";
import { RatingCard } from "./rating-card";
import { Sent } from "./sent";
import "./index.scss";

const refreshMs = 10_000;

/** Where a case is, in words, everything that has happened to it, and what can be done about it. */
export default function CasePage() {
  const caseId = useRouter().params.case ?? "";
  const loaded = useLoad(caseId, () => api.case(caseId));
  const { data, error, reload } = loaded;
  const waiting = data?.requests.some(({ result }) => !result) ?? false;
  useDidShow(reload);
  useEvery(refreshMs, reload, data !== null && (!data.case.final || waiting));
  if (!data)
    return (
      <Page title={casesTexts.caseTitle}>
        {error ? <Failed message={error} onRetry={reload} /> : <Skeleton rows={6} />}
      </Page>
    );
  const { case: one, timeline, requests } = data;
  return (
    <Page title={casesTexts.caseTitle} heading={one.title} broad>
      <Stale of={loaded} />
      <Box as="section" className="card now" live="status">
        <StateMark of={one} />
        <Box as="p" className="now-words">
          {one.words}
        </Box>
      </Box>
      <Correct of={data} />
      <Box className="case-columns">
        <Box as="section">
          {one.good && <RatingCard of={data} />}
          <Documents of={data} onAsked={reload} />
          <Heading level={2} className="subtitle">
            {casesTexts.timeline}
          </Heading>
          <Timeline entries={timeline} end={endOf(one)} />
          <Box className="row">
            <Button onPress={reload}>{common.refresh}</Button>
            {!one.final && (
              <Box as="span" className="small">
                {casesTexts.refreshed}
              </Box>
            )}
          </Box>
          {!one.good && <RatingCard of={data} />}
          {requests.length > 0 && (
            <>
              <Heading level={2} className="subtitle">
                {requestTexts.asked}
              </Heading>
              <Box as="ul" className="plain-list">
                {[...requests].reverse().map((request) => (
                  <RequestCard key={request.requestId} of={request} />
                ))}
              </Box>
            </>
          )}
        </Box>
        <Box as="section">
          <Sent of={data} />
          <Actions of={data} />
        </Box>
      </Box>
    </Page>
  );
}
