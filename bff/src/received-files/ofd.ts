import { zipContents } from "../zip-contents.ts";

const mostInflated = 64 * 1024 * 1024;
const mostEntries = 5_000;

/** What an OFD is made of (GB/T 33190, clause 7): descriptions, pictures, letters, seals. */
const parts = /\.(xml|png|jpe?g|bmp|gif|tiff?|jb2|jp2|ttf|otf|ttc|esl|dat|txt|json)$/i;

/** Why an OFD may not be handed on; null when it may. Never inflates more than 64 MiB. */
export function faultInOfd(bytes: Buffer): string | null {
  let root = "";
  let entries = 0;
  try {
    for (const { name, content } of zipContents(bytes, mostInflated)) {
      entries += 1;
      if (entries > mostEntries) return "文件太多，无法检查";
      if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|\0/.test(name)) return "含有越界的路径";
      if (name.endsWith("/")) continue;
      if (!parts.test(name)) return "含有OFD不应有的文件";
      const xml = /\.xml$/i.test(name) ? content.toString("utf8") : "";
      // Entities can read files and blow up readers; OFD needs none.
      if (/<!(DOCTYPE|ENTITY)/i.test(xml.replaceAll("\0", ""))) return "含有外部实体";
      if (/javascript:|vbscript:|<(\w+:)?script\b/i.test(xml)) return "含有脚本";
      if (name === "OFD.xml") root = xml;
    }
  } catch (error) {
    return /large|length/.test((error as Error).message) ? "解压后太大，无法检查" : "文件已损坏";
  }
  return /<(\w+:)?OFD[\s>]/.test(root) && /<(\w+:)?DocRoot>/.test(root) ? null : "不是OFD文件";
}
