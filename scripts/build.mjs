// `npm run build [bff] [h5] [weapp]`: bff/dist, miniapp/dist/h5, miniapp/dist/weapp.
import { build } from "./lib/build.mjs";
import { finish } from "./lib/finish.mjs";
import { say } from "./lib/say.mjs";
import { setup } from "./lib/setup.mjs";

await finish(async () => {
  const asked = process.argv.slice(2);
  await setup();
  await build(...(asked.length ? asked : ["bff", "h5", "weapp"]));
  say.step("Built.");
});
