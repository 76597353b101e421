import Taro from "@tarojs/taro";
import { NoAnswer, type Reply } from "./http";
import type { Ready } from "./photo";
import { token } from "./token.weapp";

/** Sends a photo as the form field `file`. @param onProgress share that has left, 0–1 @throws NoAnswer */
export async function upload(
  path: string,
  photo: Ready,
  onProgress: (share: number) => void,
): Promise<Reply> {
  const task = Taro.uploadFile({
    url: API_BASE + path,
    filePath: photo.source as string,
    name: "file",
    fileName: photo.name,
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
