export default definePageConfig({
  navigationBarTitleText: "登记窗口办的业务",
  usingWindowScroll: true,
} as never);
