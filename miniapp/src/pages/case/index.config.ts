export default definePageConfig({ navigationBarTitleText: "办件进度", usingWindowScroll: true } as never);
