import { useRouter } from "@tarojs/taro";
import type { BusinessAnswer } from "shared-types";
import { api } from "../../api";
import { Failed, Skeleton } from "../../components/loading";
import { Note } from "../../components/note";
import { Page } from "../../components/page";
import { PlacePicker } from "../../components/place-picker";
import { Box, Button, Heading } from "../../controls";
import { paths } from "../../draft/paths";
import { contextOf } from "../../form/context";
import { go } from "../../platform/navigate";
import { randomId } from "../../platform/random";
import { useSession } from "../../session";
import { change, useSettings } from "../../settings";
import { prepareTexts } from "../../texts/prepare";
import { timeInWords } from "../../texts/time";
import { useLoad } from "../../use-load";
import { LastEducation } from "./education";
import { Facts } from "./facts";
import { Materials } from "./materials";
import "./index.scss";

/** 上一个考核周期继续教育情况 (B.2, 22). */
const asksForEducation = ({ materials }: BusinessAnswer["definition"]) =>
  materials.some(({ types }) => types.includes("22"));

/** What to bring, how long it takes and who decides: told before a person starts, signed in or not. */
export default function PreparePage() {
  const code = useRouter().params.business ?? "";
  const { place } = useSettings();
  const { user } = useSession();
  const { data, error, reload } = useLoad(`${code} ${place}`, () => api.business(code, place));
  const { data: all } = useLoad(`open ${place}`, () => api.businesses(place));
  const { data: mine } = useLoad(user ? "drafts" : "", api.drafts);
  const draft = mine?.drafts.find(({ business }) => business === code);
  const listed = all?.businesses.find((business) => business.code === code);

  const start = () => {
    const page = paths.step(randomId(), 0, code);
    go(user ? page : paths.signIn(page));
  };
  if (!data)
    return (
      <Page title={prepareTexts.title}>
        {error ? <Failed message={error} onRetry={reload} /> : <Skeleton rows={6} />}
      </Page>
    );
  const { definition, peer } = data;
  return (
    <Page title={definition.title} heading={definition.wish} broad>
      <Box as="p" className="lead">
        {definition.title}
      </Box>
      <Box className="prepare">
        <Box className="prepare-main">
          <Box as="section" className="card">
            <Heading level={2} className="card-title">
              {prepareTexts.place}
            </Heading>
            <Box as="p" className="small">
              {definition.asks?.place?.help ?? prepareTexts.placeHelp}
            </Box>
            <PlacePicker
              id="prepare-place"
              value={place}
              onChange={(next, placeName) => change({ place: next, placeName })}
            />
          </Box>
          {!place && <Note title={prepareTexts.choosePlace} />}
          {listed && !listed.open && (
            <Note tone="warn" title={prepareTexts.closedTitle}>
              {listed.why}
            </Note>
          )}
          {peer?.status === "down" && (
            <Note tone="warn" live="status">
              {prepareTexts.down(timeInWords(peer.lastAnswerAt))}
            </Note>
          )}
          <Materials definition={definition} context={contextOf(data)} />
        </Box>
        <Box className="prepare-side">
          {user && asksForEducation(definition) && <LastEducation />}
          <Facts business={data} />
          {draft && (
            <Note title={prepareTexts.saved(timeInWords(draft.savedAt))}>
              <Box className="note-action">
                <Button kind="main" onPress={() => go(paths.step(draft.submitId, draft.step))}>
                  {prepareTexts.goOn}
                </Button>
              </Box>
            </Note>
          )}
          {place && listed?.open !== false && (
            <Button kind={draft ? "second" : "main"} className="full" onPress={start}>
              {draft ? prepareTexts.again : prepareTexts.start}
            </Button>
          )}
        </Box>
      </Box>
    </Page>
  );
}
