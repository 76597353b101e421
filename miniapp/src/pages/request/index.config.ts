export default definePageConfig({ navigationBarTitleText: "办理", usingWindowScroll: true } as never);
