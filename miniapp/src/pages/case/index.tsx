import { useDidShow, useRouter } from "@tarojs/taro";
import { api } from "../../api";
import { ProtectedPicture } from "../../components/attachment";
import { FactList } from "../../components/fact-list";
import { Failed, Skeleton } from "../../components/loading";
import { Page } from "../../components/page";
import { StateMark } from "../../components/state-mark";
import { Timeline } from "../../components/timeline";
import { Box, Button, Details, Heading, Link } from "../../controls";
import { paths } from "../../draft/paths";
import { materialWords } from "../../form/material-words";
import { casesTexts } from "../../texts/cases";
import { common } from "../../texts/common";
import { photoTexts } from "../../texts/photo";
import { receiptTexts } from "../../texts/receipt";
import { timeInWords } from "../../texts/time";
import { useEvery } from "../../use-every";
import { useLoad } from "../../use-load";
import "./index.scss";

const refreshMs = 10_000;

/** Where a case is, in words, and everything that has happened to it. */
export default function CasePage() {
  const caseId = useRouter().params.case ?? "";
  const { data, error, reload } = useLoad(caseId, () => api.case(caseId));
  useDidShow(reload);
  useEvery(refreshMs, reload, data !== null && !data.case.final);
  if (!data)
    return (
      <Page title={casesTexts.caseTitle}>
        {error ? <Failed message={error} onRetry={reload} /> : <Skeleton rows={6} />}
      </Page>
    );
  const { case: one, timeline, answers, attachments } = data;
  return (
    <Page title={casesTexts.caseTitle} heading={one.title} broad>
      <Box as="section" className="card now" live="status">
        <StateMark of={one} />
        <Box as="p" className="now-words">
          {one.words}
        </Box>
      </Box>
      <Box className="case-columns">
        <Box as="section">
          <Heading level={2} className="subtitle">
            {casesTexts.timeline}
          </Heading>
          <Timeline entries={timeline} final={one.final} good={one.good} />
          <Box className="row">
            <Button onPress={reload}>{common.refresh}</Button>
            {!one.final && (
              <Box as="span" className="small">
                {casesTexts.refreshed}
              </Box>
            )}
          </Box>
        </Box>
        <Box as="section">
          <Heading level={2} className="subtitle">
            {casesTexts.facts}
          </Heading>
          <Box className="card">
            <FactList
              narrow
              facts={[
                { name: casesTexts.number, value: one.businessSn },
                { name: casesTexts.office, value: receiptTexts.officeOf(one.regionName) },
                { name: casesTexts.submittedAt, value: timeInWords(one.submittedAt) },
              ]}
            />
            <Link to={paths.receipt(one.caseId)} className="button plain">
              {casesTexts.receipt}
            </Link>
          </Box>
          {answers.length > 0 && (
            <Details summary={casesTexts.answers}>
              <Box as="p" className="small">
                {casesTexts.answersLead}
              </Box>
              {answers.map(({ title, items }) => (
                <Box key={title}>
                  <Heading level={3} className="card-title">
                    {title}
                  </Heading>
                  <FactList narrow facts={items.map(({ label, value }) => ({ name: label, value }))} />
                </Box>
              ))}
            </Details>
          )}
          {attachments.length > 0 && (
            <Details summary={casesTexts.photos}>
              <Box as="ul" className="plain-list photo-grid">
                {attachments.map(({ imageType, name, url, document }) => {
                  const words = materialWords(name).name;
                  return (
                    <Box as="li" className="photo-cell" key={`${imageType} ${url}`}>
                      {!document && <ProtectedPicture url={url} words={photoTexts.shown(words)} />}
                      <Box as="span" className="photo-name">
                        {words}
                      </Box>
                    </Box>
                  );
                })}
              </Box>
            </Details>
          )}
        </Box>
      </Box>
    </Page>
  );
}
