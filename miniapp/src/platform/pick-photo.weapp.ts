import Taro from "@tarojs/taro";
import type { Picked } from "./photo";

/** @returns null when the person changes his mind */
export async function pickPhoto(from: "camera" | "album"): Promise<Picked | null> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: 1,
      mediaType: ["image"],
      sourceType: [from],
      sizeType: ["original"],
    });
    const file = tempFiles[0];
    return file ? { name: "photo.jpg", bytes: file.size, source: file.tempFilePath } : null;
  } catch {
    return null;
  }
}
