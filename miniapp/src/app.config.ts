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
    "pages/request/index",
    "pages/requested/index",
    "pages/requests/index",
    "pages/certificates/index",
    "pages/verify/index",
    "pages/window-rating/index",
    "pages/claim/index",
    // Taken by the browser itself on H5.
    ...(process.env.TARO_ENV === "h5" ? [] : ["pages/identify/index"]),
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
