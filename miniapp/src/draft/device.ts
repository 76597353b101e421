import { storage } from "../platform/storage";
import type { Draft } from "./model";

const prefix = "draft/";
/** What else a person has begun here: requests that follow a submission. */
export const requestPrefix = "request/";
const ownerKey = "draft-owner";

/** Drafts as this device keeps them, at every change. */
export const device = {
  read: (submitId: string) => storage.read<Draft>(prefix + submitId),
  write: (draft: Draft) => storage.write(prefix + draft.submitId, draft),
  remove: (submitId: string) => storage.remove(prefix + submitId),
  all: () =>
    storage
      .keys(prefix)
      .map((key) => storage.read<Draft>(key))
      .filter((draft): draft is Draft => draft !== null),
};

/** Takes everything of the last person off the device. */
export function forgetDrafts() {
  for (const key of [...storage.keys(prefix), ...storage.keys(requestPrefix)]) storage.remove(key);
  storage.remove(ownerKey);
}

/** What the device knows a person by. */
export const ownerOf = ({ name, idCard }: { name: string; idCard: string }) => name + idCard;

/** Who was signed in here last; null: nobody, or he has signed out. */
export const lastOwner = () => storage.read<string>(ownerKey);

/** Someone has signed in. What another person left on this device is gone before he can see it. */
export function keepOwner(owner: string) {
  const before = lastOwner();
  if (before !== null && before !== owner) forgetDrafts();
  storage.write(ownerKey, owner);
}
