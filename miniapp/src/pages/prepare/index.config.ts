export default definePageConfig({ navigationBarTitleText: "办理前准备", usingWindowScroll: true } as never);
