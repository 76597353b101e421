export default definePageConfig({ navigationBarTitleText: "核对提交", usingWindowScroll: true } as never);
