export default definePageConfig({ navigationBarTitleText: "提交回执", usingWindowScroll: true } as never);
