import { once } from "node:events";
import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";

/** Thrown when another process has the folder open. */
export class FolderInUse extends Error {}

/**
 * Holds the folder for this process alone, by a lock of the operating system that goes when the process goes, however
 * it ends. Linux has no such lock that Node can ask for on a file, but abstract sockets: a name that only one process
 * can have. The name is made of the folder's device and inode, so it is the same by whatever path one comes.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  if (process.platform !== "linux") return lockFile(join(folder, "lock"));
  const { dev, ino } = statSync(folder);
  const server: Server = createServer((socket) => socket.destroy());
  server.unref();
  try {
    server.listen({ path: `\0embedded-store-${dev}-${ino}` });
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE")
      throw new FolderInUse(`another process has ${folder} open`);
    throw error;
  }
  return () => server.close();
}

/** Elsewhere a file can be opened for one process only: O_EXLOCK on macOS and BSD, libuv's share mode on Windows. */
function lockFile(path: string): () => void {
  const exclusive =
    process.platform === "win32" ? 0x10000000 | 0x0002 | 0x0100 : 0x0020 | 0x0004 | 0x0002 | 0x0200;
  try {
    const file = openSync(path, exclusive);
    return () => closeSync(file);
  } catch (error) {
    if (["EBUSY", "EAGAIN", "EWOULDBLOCK", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? ""))
      throw new FolderInUse(`another process has ${path} open`);
    throw error;
  }
}
