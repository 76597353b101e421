import { storage } from "./storage.weapp";

const key = "session";
/** He signed out himself: WeChat's login is not asked until he wants it. */
const outKey = "signed-out";

/** The mini-program has no cookies: it carries the session's token itself. */
export const token = {
  value: () => storage.read<string>(key),
  header(): Record<string, string> {
    const value = token.value();
    return value ? { Authorization: `Bearer ${value}` } : {};
  },
  keep(value: string) {
    storage.write(key, value);
    storage.remove(outKey);
  },
  forget() {
    storage.remove(key);
  },
  /** He is out, and stays out. */
  leave() {
    storage.remove(key);
    storage.write(outKey, true);
  },
  hasLeft: () => storage.read<boolean>(outKey) === true,
};
