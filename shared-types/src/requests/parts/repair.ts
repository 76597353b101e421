import type { Ask } from "../../define.ts";

/** 备案 goes to the county where the workshop stands (6.1.8, figure 9). */
export const repairPlace: Ask = { label: "经营场所所在地", kind: "place", help: "选到区或县" };
