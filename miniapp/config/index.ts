import path from "node:path";
import { defineConfig } from "@tarojs/cli";

const platform = process.env.TARO_ENV ?? "weapp";
/** shared-types is TypeScript source in a linked workspace: babel has to compile it too. */
const shared = { include: [(file: string) => /[\\/]shared-types[\\/]/.test(file)] };
/** Lengths are CSS px on both platforms and grow by our own `--type` and `--screen`; see theme/units.scss. */
const pxtransform = { enable: false, config: { maxRootSize: 20, minRootSize: 20 } };

export default defineConfig<"webpack5">({
  projectName: "road-transport-portal",
  date: "2026-01-01",
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: "src",
  outputRoot: `dist/${platform}`,
  plugins: [path.resolve(__dirname, "aria")],
  framework: "react",
  compiler: { type: "webpack5", prebundle: { enable: false } },
  cache: { enable: true },
  // The mini-program has no page address of its own: its server is set when it is built.
  defineConstants: {
    API_BASE: JSON.stringify(
      platform === "h5" ? "" : (process.env.API_BASE ?? "https://portal.example.invalid"),
    ),
  },
  mini: {
    compile: shared,
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss: { pxtransform, cssModules: { enable: false } },
  },
  h5: {
    publicPath: "/",
    staticDirectory: "static",
    compile: shared,
    useHtmlComponents: true,
    router: { mode: "browser" },
    output: { filename: "js/[name].[contenthash:8].js", chunkFilename: "js/[name].[contenthash:8].js" },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: "css/[name].[contenthash:8].css",
      chunkFilename: "css/[name].[contenthash:8].css",
    },
    postcss: { pxtransform, autoprefixer: { enable: true, config: {} }, cssModules: { enable: false } },
    webpackChain: shareBetweenPages,
  },
} as never);

/** Taro splits only what the first page needs; what several pages use would be loaded again with each of them. */
// biome-ignore lint/suspicious/noExplicitAny: webpack-chain's own type is not exported by Taro
function shareBetweenPages(chain: any) {
  const shared = { minChunks: 2, reuseExistingChunk: true };
  const cacheGroups = { default: false, defaultVendors: false, shared };
  // The worker stays one file: it starts outside of the page and would have to find the others by itself.
  const chunks = (chunk: { name?: string; canBeInitial(): boolean }) =>
    !chunk.canBeInitial() && chunk.name !== "photo-worker";
  chain.optimization.set("splitChunks", { chunks, minSize: 5000, maxAsyncRequests: 6, cacheGroups });
  chain.performance.hints(false); // sizes are in the bench's table
}
