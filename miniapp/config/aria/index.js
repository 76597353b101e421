const path = require("node:path");
const attributes = require("./attributes");

/** Taro plugin: carries aria-* through the templates (build) and through setData (run time). */
module.exports = (ctx) =>
  ctx.registerMethod({
    name: "onSetupClose",
    fn(platform) {
      if (!platform.template) return;
      platform.template.mergeComponents(ctx, attributes);
      platform.runtimePath = [].concat(platform.runtimePath, path.resolve(__dirname, "runtime.js"));
    },
  });
