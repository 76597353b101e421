export default definePageConfig({ navigationBarTitleText: "我的办件", usingWindowScroll: true } as never);
