import { storage } from "./storage.weapp";

const key = "session";

/** The mini-program has no cookies: it carries the session's token itself. */
export const token = {
  header(): Record<string, string> {
    const value = storage.read<string>(key);
    return value ? { Authorization: `Bearer ${value}` } : {};
  },
  forget() {
    storage.remove(key);
  },
};
