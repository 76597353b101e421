import { useState } from "react";
import type { Answers } from "shared-types";
import { api, templateUrl } from "../api";
import { isOffline, wordsOf } from "../api-error";
import { Note } from "../components/note";
import { Box, Details, FileLink, TableButton } from "../controls";
import type { Picked } from "../platform/photo";
import { noteExpired } from "../session";
import { rowTexts } from "../texts/rows";

interface ImportRowsProps {
  business: string;
  list: string;
  label: string;
  /** Takes the rows in. @returns why they cannot be, in a sentence; "" when they are */
  onRows(rows: readonly Answers[]): string;
}

/** Rows out of a table that the person has already: a template, the file, and what is to be looked at afterwards. */
export function ImportRows({ business, list, label, onRows }: ImportRowsProps) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const [remarks, setRemarks] = useState<readonly string[]>([]);

  const read = async (file: Picked) => {
    setBusy(true);
    setFault("");
    setRemarks([]);
    try {
      const answer = await api.importRows(business, list, file);
      setFault(onRows(answer.rows));
      setRemarks(answer.remarks);
    } catch (error) {
      if (!noteExpired(error)) setFault(isOffline(error) ? rowTexts.notSent : wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Details summary={rowTexts.import}>
        <Box as="p" className="words">
          {rowTexts.importHelp}
        </Box>
        <Box className="row">
          <FileLink url={templateUrl(business, list)} label={`${rowTexts.template}：${label}`}>
            {rowTexts.template}
          </FileLink>
          <TableButton label={`${rowTexts.choose}：${label}`} onPick={(file) => void read(file)}>
            {busy ? rowTexts.reading : rowTexts.choose}
          </TableButton>
        </Box>
      </Details>
      {fault && <Note tone="bad" live="alert" title={fault} />}
      {remarks.length > 0 && (
        <Note tone="warn" live="status" title={rowTexts.remarks}>
          <Box as="ul" className="plain-list">
            {remarks.map((remark) => (
              <Box as="li" key={remark}>
                {remark}
              </Box>
            ))}
          </Box>
        </Note>
      )}
    </>
  );
}
