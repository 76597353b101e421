export default definePageConfig({ navigationBarTitleText: "评价", usingWindowScroll: true } as never);
