export default defineAppConfig({
  pages: [
    "pages/find/index",
    "pages/sign-in/index",
    "pages/prepare/index",
    "pages/apply/index",
    "pages/photos/index",
    "pages/review/index",
    "pages/receipt/index",
    "pages/cases/index",
    "pages/case/index",
    "pages/help/index",
  ],
  window: {
    navigationBarTitleText: "道路运输便民服务",
    navigationBarBackgroundColor: "#ffffff",
    navigationBarTextStyle: "black",
    backgroundTextStyle: "light",
    // On H5 our own header stands there; Taro's bar has neither landmark nor focusable buttons.
    ...(process.env.TARO_ENV === "h5" ? { navigationStyle: "custom" } : {}),
  },
  animation: false,
});
