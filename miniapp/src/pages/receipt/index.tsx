import { useRouter } from "@tarojs/taro";
import { api } from "../../api";
import { ProtectedPicture } from "../../components/attachment";
import { FactList } from "../../components/fact-list";
import { Failed, Skeleton } from "../../components/loading";
import { Page } from "../../components/page";
import { Box, Button, Heading, Link } from "../../controls";
import { paths } from "../../draft/paths";
import { canPrint, print } from "../../platform/print";
import { followPaths } from "../../requests/paths";
import { ratingTexts } from "../../texts/rating";
import { receiptTexts } from "../../texts/receipt";
import { requestWords } from "../../texts/requests";
import { timeInWords } from "../../texts/time";
import { useLoad } from "../../use-load";
import "./index.scss";

/** The number to keep, and what happens next. Printable. */
export default function ReceiptPage() {
  const caseId = useRouter().params.case ?? "";
  const { data, error, reload } = useLoad(caseId, () => api.case(caseId));
  if (!data)
    return (
      <Page title={receiptTexts.title}>
        {error ? <Failed message={error} onRetry={reload} /> : <Skeleton rows={5} />}
      </Page>
    );
  const { businessSn, title, submittedAt, regionName } = data.case;
  const sent = data.answers.flatMap(({ items }) => items);
  const applicant = sent.find(({ name }) => name === "applyName")?.value;
  const isCollected = sent.some(({ name }) => name === "payment");
  const steps = [...receiptTexts.steps, isCollected ? receiptTexts.collected : receiptTexts.decided];
  return (
    <Page title={receiptTexts.title} heading={receiptTexts.heading}>
      <Box as="p" className="lead">
        {data.delivery.words}
      </Box>
      <Box as="section" className="card receipt">
        <Box as="p" className="receipt-label">
          {receiptTexts.number}
        </Box>
        <Box as="p" className="receipt-number">
          {businessSn}
        </Box>
        <Box as="p" className="small">
          {receiptTexts.numberHelp}
        </Box>
        <FactList
          facts={[
            { name: receiptTexts.business, value: title },
            ...(applicant ? [{ name: receiptTexts.applicant, value: applicant }] : []),
            { name: receiptTexts.submitted, value: timeInWords(submittedAt) },
            { name: receiptTexts.office, value: receiptTexts.officeOf(regionName) },
          ]}
        />
      </Box>
      {!data.case.final && (
        <>
          <Heading level={2} className="subtitle">
            {receiptTexts.next}
          </Heading>
          <Box as="ol" className="next-steps">
            {steps.map((words) => (
              <Box as="li" key={words}>
                {words}
              </Box>
            ))}
          </Box>
        </>
      )}
      <Box as="section" className="card rating-code">
        <ProtectedPicture
          url={`/api/cases/${caseId}/window-rating.png`}
          words={ratingTexts.code}
          className="qr-picture"
        />
        <Box>
          <Heading level={2} className="card-title">
            {ratingTexts.codeTitle}
          </Heading>
          <Box as="p" className="words">
            {ratingTexts.codeWords}
          </Box>
        </Box>
      </Box>
      <Box className="row not-printed">
        <Link to={paths.case(caseId)} className="button main">
          {receiptTexts.follow}
        </Link>
        {canPrint && <Button onPress={print}>{receiptTexts.print}</Button>}
        {data.actions.some(({ request, open }) => request === "PJ1001" && open) && (
          <Link to={followPaths.request("PJ1001", caseId)} className="button second">
            {requestWords.PJ1001.go}
          </Link>
        )}
        <Link to="/pages/find/index" className="button plain">
          {receiptTexts.home}
        </Link>
      </Box>
    </Page>
  );
}
