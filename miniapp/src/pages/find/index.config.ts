export default definePageConfig({ navigationBarTitleText: "办事", usingWindowScroll: true } as never);
