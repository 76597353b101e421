import Taro from "@tarojs/taro";
import { NoAnswer, type Reply } from "./http";
import type { Picked } from "./photo";
import { inSession } from "./resume.weapp";
import { token } from "./token.weapp";

/** Sends a file as the form field `file`. @param onProgress share that has left, 0–1 @throws NoAnswer */
export const upload = (...file: Parameters<typeof uploadOnce>): Promise<Reply> =>
  inSession(() => uploadOnce(...file));

async function uploadOnce(
  path: string,
  file: Pick<Picked, "name" | "source">,
  onProgress: (share: number) => void,
): Promise<Reply> {
  const task = Taro.uploadFile({
    url: API_BASE + path,
    filePath: file.source as string,
    name: "file",
    fileName: file.name,
    header: { "X-Requested-With": "portal", ...token.header() },
    timeout: 180_000,
  });
  task.progress?.(({ progress }) => onProgress(progress / 100));
  try {
    const { statusCode, data } = await task;
    return { status: statusCode, data: JSON.parse(data) };
  } catch {
    throw new NoAnswer();
  }
}
