import { useDidShow } from "@tarojs/taro";
import { api } from "../../api";
import { MoreLinks } from "../../components/more-links";
import { Notices } from "../../components/notices";
import { Own } from "../../components/own";
import { Page } from "../../components/page";
import { Box, Link } from "../../controls";
import { paths } from "../../draft/paths";
import { useSession } from "../../session";
import { casesTexts } from "../../texts/cases";
import { signInTexts } from "../../texts/sign-in";
import { useLoad } from "../../use-load";
import { CaseCard } from "./case-card";
import "./index.scss";

/** Everything that this person has sent, the latest first. */
export default function CasesPage() {
  const { user } = useSession();
  const loaded = useLoad(user ? "cases" : "", api.cases);
  const { data, reload } = loaded;
  useDidShow(reload);
  return (
    <Page title={casesTexts.title} section="cases" broad>
      {user && (
        <Box className="who">
          <Box as="span">{`${user.name}　${user.idCard}`}</Box>
          <Link to={paths.signIn("/pages/cases/index")} className="button plain">
            {signInTexts.out}
          </Link>
        </Box>
      )}
      <Notices />
      <Own words={casesTexts.signInFirst} of={loaded} />
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
