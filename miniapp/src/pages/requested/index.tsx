import { useRouter } from "@tarojs/taro";
import { api } from "../../api";
import { ApiError } from "../../api-error";
import { FactList } from "../../components/fact-list";
import { Failed, Skeleton } from "../../components/loading";
import { Page } from "../../components/page";
import { Box, Button, Heading, Link } from "../../controls";
import { paths } from "../../draft/paths";
import { canPrint, print } from "../../platform/print";
import { followPaths } from "../../requests/paths";
import { receiptTexts } from "../../texts/receipt";
import { requestTexts, requestWords } from "../../texts/requests";
import { timeInWords } from "../../texts/time";
import { useEvery } from "../../use-every";
import { useLoad } from "../../use-load";

const refreshMs = 5_000;

/** A case of somebody else's account, whose rollback he may ask for and no more. */
function notFound(error: unknown): null {
  if (error instanceof ApiError && error.status === 404) return null;
  throw error;
}

/** A request has been taken: what it was, when, and what happens next. Printable. */
export default function RequestedPage() {
  const { id = "", case: caseId = "" } = useRouter().params;
  const { data, error, reload } = useLoad(id, async () => {
    const own = caseId ? await api.case(caseId).catch(notFound) : null;
    const { requests } = own ?? (await api.requests());
    return { own: own !== null, request: requests.find(({ requestId }) => requestId === id) };
  });
  useEvery(refreshMs, reload, data?.request?.delivery.status === "sending");
  if (!data)
    return (
      <Page title={requestTexts.receiptTitle}>
        {error ? <Failed message={error} onRetry={reload} /> : <Skeleton rows={5} />}
      </Page>
    );
  const { request, own } = data;
  const words = request && requestWords[request.request];
  return (
    <Page title={requestTexts.receiptTitle} heading={words?.done ?? requestTexts.gone}>
      {!request && (
        <Box as="p" className="lead">
          {requestTexts.goneLead}
        </Box>
      )}
      {request && (
        <>
          <Box as="section" className="card">
            <FactList
              facts={[
                { name: requestTexts.request, value: request.title },
                { name: requestTexts.submittedAt, value: timeInWords(request.submittedAt) },
                { name: requestTexts.delivery, value: request.delivery.words },
              ]}
            />
          </Box>
          <Heading level={2} className="subtitle">
            {requestTexts.next}
          </Heading>
          <Box as="p" className="words">
            {own || !caseId ? words?.next : requestTexts.nextElsewhere}
          </Box>
        </>
      )}
      <Box className="row not-printed">
        <Link to={own ? paths.case(caseId) : followPaths.requests} className="button main">
          {own ? requestTexts.toCase : requestTexts.toRequests}
        </Link>
        {canPrint && request && <Button onPress={print}>{receiptTexts.print}</Button>}
        <Link to="/pages/find/index" className="button plain">
          {receiptTexts.home}
        </Link>
      </Box>
    </Page>
  );
}
