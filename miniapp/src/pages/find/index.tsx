import { useDidShow, useRouter } from "@tarojs/taro";
import type { BusinessesAnswer } from "shared-types";
import { api } from "../../api";
import { Failed, Skeleton } from "../../components/loading";
import { MoreLinks } from "../../components/more-links";
import { Note } from "../../components/note";
import { Notices } from "../../components/notices";
import { Page } from "../../components/page";
import { Box, Heading } from "../../controls";
import { storage } from "../../platform/storage";
import { useSession } from "../../session";
import { useSettings } from "../../settings";
import { find } from "../../texts/find";
import { signInTexts } from "../../texts/sign-in";
import { useLoad } from "../../use-load";
import { Drafts } from "./drafts";
import { Group } from "./group";
import { PlaceBar } from "./place-bar";
import "./index.scss";

const audiences = ["driver", "vehicle", "repair"] as const;
const cacheKey = "businesses";

/** All businesses as wishes that a person has. What was shown last time stands there until the answer comes. */
export default function FindPage() {
  // The identity provider's "no" comes back here.
  const { signIn } = useRouter().params;
  const { place } = useSettings();
  const { user } = useSession();
  const { data, error, reload } = useLoad(`at ${place}`, async () => {
    const answer = await api.businesses(place);
    storage.write(cacheKey, answer);
    return answer;
  });
  useDidShow(reload);
  const businesses = (data ?? storage.read<BusinessesAnswer>(cacheKey))?.businesses;

  return (
    <Page title={find.title} heading={find.heading} section="find" broad>
      <Box as="p" className="lead">
        {find.lead}
      </Box>
      {(signIn === "failed" || signIn === "away") && (
        <Note tone="bad" live="alert" title={signInTexts[signIn]} />
      )}
      <PlaceBar />
      <Notices />
      {user && <Drafts businesses={businesses ?? []} />}
      {error && !businesses && <Failed message={error} onRetry={reload} />}
      {!businesses && !error && <Skeleton rows={5} tall />}
      {businesses &&
        audiences.map((audience) => (
          <Box as="section" className="find-group" key={audience}>
            <Box className="find-group-head">
              <Box as="span" className={`find-icon ${audience}`} />
              <Box>
                <Heading level={2} className="find-group-title">
                  {find.groups[audience].title}
                </Heading>
                <Box as="p" className="find-group-help">
                  {find.groups[audience].help}
                </Box>
              </Box>
            </Box>
            <Group businesses={businesses.filter((business) => business.audience === audience)} />
          </Box>
        ))}
      <MoreLinks />
    </Page>
  );
}
