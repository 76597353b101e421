import type { CaseAnswer } from "shared-types";
import { ProtectedPicture } from "../../components/attachment";
import { FactList } from "../../components/fact-list";
import { Box, Details, FileLink, Heading, Link } from "../../controls";
import { paths } from "../../draft/paths";
import { materialWords } from "../../form/material-words";
import { casesTexts } from "../../texts/cases";
import { photoTexts } from "../../texts/photo";
import { receiptTexts } from "../../texts/receipt";
import { timeInWords } from "../../texts/time";

/** The case's number and office, and what was sent. */
export function Sent({ of: { case: one, answers, attachments } }: { of: CaseAnswer }) {
  return (
    <>
      <Heading level={2} className="subtitle">
        {casesTexts.facts}
      </Heading>
      <Box className="card">
        <FactList
          narrow
          facts={[
            { name: casesTexts.number, value: one.businessSn },
            { name: casesTexts.office, value: receiptTexts.officeOf(one.regionName) },
            {
              name: one.origin === "portal" ? casesTexts.submittedAt : casesTexts.heardAt,
              value: timeInWords(one.submittedAt),
            },
          ]}
        />
        {one.origin === "portal" && (
          <>
            <Box as="p" className="small">
              {casesTexts.proofWords}
            </Box>
            <Box className="row">
              <FileLink url={`/api/cases/${one.caseId}/proof.pdf`} label={casesTexts.proof}>
                {casesTexts.proof}
              </FileLink>
              <Link to={paths.receipt(one.caseId)} className="button plain">
                {casesTexts.receipt}
              </Link>
            </Box>
          </>
        )}
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
    </>
  );
}
