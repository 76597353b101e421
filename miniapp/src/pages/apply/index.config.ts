export default definePageConfig({ navigationBarTitleText: "填写申请", usingWindowScroll: true } as never);
