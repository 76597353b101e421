import { Page } from "../../components/page";
import { Box, Details, Link } from "../../controls";
import { common } from "../../texts/common";
import { helpTexts } from "../../texts/help";

export default function HelpPage() {
  return (
    <Page title={helpTexts.title} heading={helpTexts.heading} section="help">
      <Box as="p" className="lead">
        {helpTexts.lead}
      </Box>
      {helpTexts.questions.map(({ ask, answer }) => (
        <Details key={ask} summary={ask}>
          <Box as="p" className="words">
            {answer}
          </Box>
        </Details>
      ))}
      <Link to={`tel:${common.hotline}`} className="button main">
        {helpTexts.call}
      </Link>
    </Page>
  );
}
