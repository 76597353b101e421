export default definePageConfig({ navigationBarTitleText: "我的证照", usingWindowScroll: true } as never);
