import { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import type { BusinessSummary, StoredDraft } from "shared-types";
import { api } from "../../api";
import { Box, Button, Dialog, Heading, Link } from "../../controls";
import { paths } from "../../draft/paths";
import { discard } from "../../draft/use-draft";
import { common } from "../../texts/common";
import { find } from "../../texts/find";
import { timeInWords } from "../../texts/time";
import { useLoad } from "../../use-load";

/** What the person began and has not sent: on top, because that is most likely why he came. */
export function Drafts({ businesses }: { businesses: readonly BusinessSummary[] }) {
  const { data, reload } = useLoad("drafts", api.drafts);
  const [leaving, setLeaving] = useState<StoredDraft | null>(null);
  useDidShow(reload);
  const drafts = data?.drafts ?? [];
  if (drafts.length === 0) return null;

  const remove = async () => {
    await discard(leaving!.submitId).catch(() => {});
    setLeaving(null);
    reload();
  };
  return (
    <Box as="section" className="drafts">
      {drafts.map((draft) => {
        const title = businesses.find(({ code }) => code === draft.business)?.title ?? draft.business;
        return (
          <Box className="card draft" key={draft.submitId}>
            <Box className="draft-words">
              <Heading level={2} className="draft-title">
                {title}
              </Heading>
              <Box as="p" className="small">
                {`${find.continueStep(draft.step + 1)} · ${timeInWords(draft.savedAt)}`}
              </Box>
            </Box>
            <Box className="row">
              <Link
                className="button main"
                to={paths.step(draft.submitId, draft.step)}
                label={`${find.continue}：${title}`}
              >
                {find.continue}
              </Link>
              <Button kind="plain" label={`${find.discard}：${title}`} onPress={() => setLeaving(draft)}>
                {find.discard}
              </Button>
            </Box>
          </Box>
        );
      })}
      {leaving && (
        <Dialog title={find.discardTitle} onClose={() => setLeaving(null)}>
          <Box as="p" className="words">
            {find.discardWords}
          </Box>
          <Box className="dialog-actions">
            <Button kind="danger" onPress={remove}>
              {find.discard}
            </Button>
            <Button onPress={() => setLeaving(null)}>{common.cancel}</Button>
          </Box>
        </Dialog>
      )}
    </Box>
  );
}
