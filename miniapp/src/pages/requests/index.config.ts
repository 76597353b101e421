export default definePageConfig({ navigationBarTitleText: "投诉和核实", usingWindowScroll: true } as never);
