// Only a kiosk needs drafts from its first page on: a phone loads them with the pages that use them.
const load = () => import("../draft/use-draft");
let drafts: ReturnType<typeof load> | null = null;

/** Loads what saves, so that it is there when somebody goes and the network is away. */
export function prepareToSave() {
  drafts ??= load().catch((error) => {
    drafts = null;
    throw error;
  });
  return drafts;
}

/** Sends the server what only this device has. */
export const saveDrafts = async () => (await prepareToSave()).saveAll();
