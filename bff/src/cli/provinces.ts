import { resolve } from "node:path";
import { businesses, openness } from "shared-types";
import { differencesOf } from "shared-types/province-words.ts";
import { type Config, readConfig } from "../config.ts";

const usage = `npm run provinces -- list             每个省一行：是否开通、与全国通用规定有几处不同
npm run provinces -- diff [行政区划代码]  与全国通用规定的不同之处；不写代码则列出所有省
npm run provinces -- check            检查 config 下的全部文件，逐条说明文件、位置和原因`;

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main([act, region, ...more]: string[]): Promise<void> {
  const takesRegion = act === "diff" && (region === undefined || /^\d{6}$/.test(region));
  if (more.length > 0 || !["list", "diff", "check"].includes(act ?? "") || (region && !takesRegion))
    throw new Error(usage);
  const { config, faults } = await readConfig(resolve(process.env.CONFIG_DIR?.trim() || "config"));
  for (const fault of faults) console.error(fault.message);
  if (faults.length > 0) process.exitCode = 1;
  if (act === "check") {
    if (faults.length === 0) console.log(`${config.provinces.size}个省的文件和全部代码表没有问题`);
    else console.error(`共${faults.length}处问题；有问题的文件不会生效，正在运行的系统仍用改动前的配置`);
  } else if (act === "list") for (const one of sorted(config)) console.log(line(one, config));
  else if (region === undefined) for (const one of sorted(config)) show(one, config);
  else {
    const one = config.provinces.get(region);
    if (one === undefined) throw new Error(`config/provinces 里没有可用的 ${region}.json`);
    show(one, config);
  }
}

type Province = Config["provinces"] extends ReadonlyMap<string, infer P> ? P : never;

const sorted = ({ provinces }: Config): Province[] =>
  [...provinces.values()].sort((a, b) => (a.region < b.region ? -1 : 1));

function line(province: Province, { codes }: Config): string {
  const closed = businesses.filter((one) => !openness(province, one.code).open);
  const words = closed.length === 0 ? "全部开通" : `${closed.length}项业务未开通`;
  return `${province.region} ${province.name}：${words}，${differencesOf(province, codes).length}处不同`;
}

function show(province: Province, { codes }: Config): void {
  const differences = differencesOf(province, codes);
  console.log(`${province.name}（${province.region}）`);
  if (differences.length === 0) console.log("  与全国通用规定相同");
  for (const one of differences) console.log(`  - ${one}`);
}
