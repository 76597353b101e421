let sealed = false;

/** What the device keeps. Where storage is full or forbidden the page goes on without it. */
export const storage = {
  read<T>(key: string): T | null {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  },
  /** @returns whether it is kept */
  write(key: string, value: unknown): boolean {
    if (sealed) return false;
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  remove(key: string) {
    try {
      localStorage.removeItem(key);
    } catch {
      // nothing was kept there
    }
  },
  keys(prefix: string): string[] {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    } catch {
      return [];
    }
  },
};

/** Empties all that the browser keeps for us. Answers that are still on their way are not kept any more either. */
export async function emptyDevice(kept: readonly string[]) {
  for (const key of storage.keys("")) if (!kept.includes(key)) storage.remove(key);
  sealed = true;
  try {
    sessionStorage.clear();
    for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
    for (const name of await caches.keys()) await caches.delete(name);
  } catch {
    // an old browser, or one that forbids it: nothing of ours is there
  }
}
