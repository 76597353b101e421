export default definePageConfig({ navigationBarTitleText: "拍照上传", usingWindowScroll: true } as never);
