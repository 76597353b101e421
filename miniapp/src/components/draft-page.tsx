import { useRouter } from "@tarojs/taro";
import { type ReactNode, useEffect } from "react";
import type { BusinessAnswer, FormContext } from "shared-types";
import { Box, Button } from "../controls";
import type { Draft } from "../draft/model";
import { paths } from "../draft/paths";
import { type DraftTools, useDraft } from "../draft/use-draft";
import { Conflicts } from "../form/conflicts";
import { placeOf } from "../form/known";
import { useBusiness } from "../form/use-business";
import { replace } from "../platform/navigate";
import { useSession } from "../session";
import { applyTexts } from "../texts/apply";
import { useEvery } from "../use-every";
import { useShown } from "../use-shown";
import { Failed, Skeleton } from "./loading";
import { Page } from "./page";

export interface DraftPageParts {
  draft: Draft;
  tools: DraftTools;
  business: BusinessAnswer;
  context: FormContext;
}

/** A province that changes what it takes while someone fills in a form is heard of this soon. */
const refreshMs = 20_000;

interface DraftPageProps {
  title: string;
  /** Drawn once the draft and its definition are there. */
  children(parts: DraftPageParts): ReactNode;
}

/** What all pages of an application share: finding the draft, its definition, and what can stand in the way. */
export function DraftPage({ title, children }: DraftPageProps) {
  const { params } = useRouter();
  const tools = useDraft(params.draft ?? "", params.business ?? "");
  const { draft, state, error } = tools;
  const business = useBusiness(draft && !draft.caseId ? draft.business : "", placeOf(draft?.answers ?? {}));
  const { user } = useSession();
  useEvery(refreshMs, business.reload, business.data !== null);
  const shown = useShown();

  // Signed in again after an expired session: what only this device has goes to the server.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each signing in
  useEffect(() => {
    if (user && draft && tools.kept === "device") void tools.save();
  }, [user]);

  if (draft?.caseId)
    return (
      <Page title={applyTexts.submitted}>
        <Box as="p" className="lead">
          {applyTexts.submittedLead}
        </Box>
        <Button kind="main" onPress={() => replace(paths.case(draft.caseId))}>
          {applyTexts.toCase}
        </Button>
      </Page>
    );
  if (state === "missing")
    return (
      <Page title={applyTexts.missing}>
        <Box as="p" className="lead">
          {applyTexts.missingLead}
        </Box>
        <Button kind="main" onPress={() => replace("/pages/cases/index")}>
          {applyTexts.toCases}
        </Button>
      </Page>
    );
  const failure = state === "failed" ? error : business.error;
  if (!draft || !business.data || !business.context)
    return (
      <Page title={title}>
        {failure ? (
          <Failed message={failure} onRetry={state === "failed" ? tools.reload : business.reload} />
        ) : (
          <Skeleton rows={6} />
        )}
      </Page>
    );
  const parts = { draft, tools, business: business.data, context: business.context };
  return (
    <>
      {children(parts)}
      {shown && tools.conflicts.length > 0 && <Conflicts {...parts} />}
    </>
  );
}
