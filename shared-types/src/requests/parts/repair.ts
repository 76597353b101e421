import type { Ask } from "../../define.ts";
import { codeLists } from "../../spec/codes.gen.ts";
import type { CodeItem } from "../../spec/element.ts";

/** 备案 goes to the county where the workshop stands (6.1.8, figure 9). */
export const repairPlace: Ask = { label: "经营场所所在地", kind: "place", help: "选到区或县" };

const scopes: readonly CodeItem[] = codeLists.repairBusinessScopes;

/** A name that the list has twice (发动机维修, 小型车辆维修) says of which class it is. */
export const scopeNames: Readonly<Record<string, string>> = Object.fromEntries(
  scopes.flatMap(({ code, name, parent }) => {
    const above = scopes.find((one) => one.code === parent);
    const twice = scopes.filter((one) => one.name === name).length > 1;
    return above && twice ? [[code, `${above.name}：${name}`]] : [];
  }),
);
