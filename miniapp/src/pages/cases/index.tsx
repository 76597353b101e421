import { useDidShow } from "@tarojs/taro";
import { api } from "../../api";
import { Failed, Skeleton } from "../../components/loading";
import { MoreLinks } from "../../components/more-links";
import { Notices } from "../../components/notices";
import { Page } from "../../components/page";
import { Box, Button, Link } from "../../controls";
import { paths } from "../../draft/paths";
import { go } from "../../platform/navigate";
import { useSession } from "../../session";
import { casesTexts } from "../../texts/cases";
import { common } from "../../texts/common";
import { signInTexts } from "../../texts/sign-in";
import { useLoad } from "../../use-load";
import { CaseCard } from "./case-card";
import "./index.scss";

/** Everything that this person has sent, the latest first. */
export default function CasesPage() {
  const session = useSession();
  const { user } = session;
  const { data, error, reload } = useLoad(user ? "cases" : "", api.cases);
  useDidShow(reload);
  const signIn = paths.signIn("/pages/cases/index");

  return (
    <Page title={casesTexts.title} section="cases" broad>
      {session.state === "failed" && <Failed message={session.error} />}
      {session.state === "known" && !user && (
        <Box className="card empty-state">
          <Box as="p" className="words">
            {casesTexts.signInFirst}
          </Box>
          <Button kind="main" onPress={() => go(signIn)}>
            {common.signIn}
          </Button>
        </Box>
      )}
      {user && (
        <Box className="who">
          <Box as="span">{`${user.name}　${user.idCard}`}</Box>
          <Link to={signIn} className="button plain">
            {signInTexts.out}
          </Link>
        </Box>
      )}
      <Notices />
      {user && error && !data && <Failed message={error} onRetry={reload} />}
      {(session.state === "unknown" || (user && !data && !error)) && <Skeleton rows={3} tall />}
      {data?.cases.length === 0 && (
        <Box className="card empty-state">
          <Box as="strong">{casesTexts.empty}</Box>
          <Box as="p" className="words">
            {casesTexts.emptyLead}
          </Box>
          <Link to="/pages/find/index" className="button main">
            {casesTexts.emptyGo}
          </Link>
        </Box>
      )}
      <Box as="ul" className="plain-list case-list">
        {data?.cases.map((one) => (
          <CaseCard key={one.caseId} of={one} />
        ))}
      </Box>
      <MoreLinks />
    </Page>
  );
}
