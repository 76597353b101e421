import Taro from "@tarojs/taro";
import type { Picked } from "./photo";

/** @returns null when the person changes his mind */
export async function pickTable(): Promise<Picked | null> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({
      count: 1,
      type: "file",
      extension: ["xlsx", "csv"],
    });
    const file = tempFiles[0];
    return file ? { name: file.name, bytes: file.size, source: file.path } : null;
  } catch {
    return null;
  }
}
