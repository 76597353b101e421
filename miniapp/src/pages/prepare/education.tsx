import { api } from "../../api";
import { Note } from "../../components/note";
import { Box, Link } from "../../controls";
import { followPaths } from "../../requests/paths";
import { prepareTexts as texts } from "../../texts/prepare";
import { timeInWords } from "../../texts/time";
import { useLoad } from "../../use-load";

/** What was last reported of this person's continuing education, where a business asks for a picture of it. */
export function LastEducation() {
  const { data } = useLoad("education", api.education);
  const last = data?.education[0];
  if (!last) return null;
  const [from, until] = [last.from, last.until].map((day) => timeInWords(day.replace(/-/g, "")));
  return (
    <Note title={texts.studied(`${from} — ${until}`, last.hours)}>
      {last.file && <Box as="p">{texts.studiedHelp}</Box>}
      <Box className="note-action">
        <Link to={followPaths.certificates} className="button plain">
          {texts.toEducation}
        </Link>
      </Box>
    </Note>
  );
}
