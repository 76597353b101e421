import { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import type { Notice } from "shared-types";
import { api } from "../api";
import { Box, Button, Heading, Link } from "../controls";
import { paths } from "../draft/paths";
import { followPaths } from "../requests/paths";
import { useSend } from "../requests/use-send";
import { useSession } from "../session";
import { noticeTexts } from "../texts/notices";
import { timeInWords } from "../texts/time";
import { useEvery } from "../use-every";
import { useLoad } from "../use-load";
import { Note } from "./note";
import "./notices.scss";

const refreshMs = 30_000;

/** Cases that became known under this person's number and that he did not begin here: his, or to be undone. */
export function Notices() {
  const { user } = useSession();
  const { data, reload } = useLoad(user ? "notices" : "", api.notices);
  const [answered, setAnswered] = useState(false);
  useDidShow(reload);
  useEvery(refreshMs, reload, user !== null);
  const notices = data?.notices ?? [];
  return (
    <>
      <Box live="status">
        {answered && notices.length === 0 && <Note tone="good" title={noticeTexts.done} />}
      </Box>
      {notices.length > 0 && (
        <Box as="section" className="card notices">
          <Heading level={2} className="card-title">
            {noticeTexts.title}
          </Heading>
          {notices.map((notice) => (
            <One
              key={notice.caseId}
              notice={notice}
              onAnswered={() => {
                setAnswered(true);
                reload();
              }}
            />
          ))}
        </Box>
      )}
    </>
  );
}

function One({ notice, onAnswered }: { notice: Notice; onAnswered(): void }) {
  const { caseId, title, regionName, since, words, own } = notice;
  const { sending, message, send } = useSend(async () => {
    await api.isMine(caseId);
    onAnswered();
  });
  return (
    <Box className="notice">
      <Box as="strong" className="notice-title">
        {title}
      </Box>
      <Box as="p" className="small">
        {noticeTexts.since(timeInWords(since), regionName)}
      </Box>
      <Box as="p" className="words">
        {words}
      </Box>
      <Box className="row">
        <Button kind="main" busy={sending} label={noticeTexts.of(noticeTexts.mine, title)} onPress={send}>
          {noticeTexts.mine}
        </Button>
        <Link
          to={followPaths.request("HT1001", caseId)}
          className="button danger"
          label={noticeTexts.of(noticeTexts.notMine, title)}
        >
          {noticeTexts.notMine}
        </Link>
        {own && (
          <Link
            to={paths.case(caseId)}
            className="button plain"
            label={noticeTexts.of(noticeTexts.look, title)}
          >
            {noticeTexts.look}
          </Link>
        )}
      </Box>
      <Box live="status">{message && <Note tone="bad" title={message} />}</Box>
    </Box>
  );
}
