// The least that a result says, and what each interface wants besides.
const own: Readonly<Record<string, object>> = {
  JD1001: {
    ...{ busiState: "5", transCertificateCode: "模字第1号", vehicleNo: "京A12345", plateColorCode: "2" },
    vinNo: "LSVNV2182E2100001",
  },
  JD1003: {
    ...{ busiState: "7", idType: "1", idCard: "110101197001019918", certificateCode: "110101197001019918" },
    workTypeCode: "02",
  },
  JD1004: { busiState: "8", interType: "SQ1008" },
};

/** Values of the `count`th result of a test: later than those before it. */
export function goodResult(ipc: string, businessSn: string, count: number): object {
  return {
    ...{ feedbackSn: `F${count}`, businessSn, applyName: "测试甲", applyDate: "20260301080000" },
    ...{
      telephone: "13800000001",
      checkName: "测试员",
      checkOrg: "测试机构",
      deptCode: "11110000MB0000001A",
    },
    feedbackDate: `2026030209${String(count).padStart(2, "0")}00`,
    ...own[ipc],
  };
}
