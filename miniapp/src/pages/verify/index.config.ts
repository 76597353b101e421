export default definePageConfig({ navigationBarTitleText: "证照查验", usingWindowScroll: true } as never);
