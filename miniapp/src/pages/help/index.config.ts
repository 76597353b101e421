export default definePageConfig({ navigationBarTitleText: "帮助", usingWindowScroll: true } as never);
