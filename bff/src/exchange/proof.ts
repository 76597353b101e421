const applications = [
  "SQ1001",
  "SQ1002",
  "SQ1003",
  "SQ1004",
  "SQ1005",
  "SQ1006",
  "SQ1007",
  "SQ1008",
  "SQ1009",
  "SQ1010",
  "SQ1011",
  "SQ1012",
] as const;

/**
 * Which of our messages a feedback proves to have arrived. A *failed* withdrawal or rollback proves only its own
 * request: the reason may be that the province never had the application, and then it must still be sent.
 */
export function provenBy(ipc: string, body: Readonly<Record<string, unknown>>): readonly string[] {
  switch (ipc) {
    case "JD1001":
    case "JD1002":
    case "JD1003":
    case "JD1004":
      return applications;
    case "QX1002":
      return body.cancelResult === "1" ? [...applications, "QX1001"] : ["QX1001"];
    case "HT1002":
      return body.rollResult === "1" ? [...applications, "HT1001"] : ["HT1001"];
    case "PJ1002":
      return [...applications, "PJ1001"];
    case "PJ1004":
      return [...applications, "PJ1003"];
    case "HS1002":
      return ["HS1001"];
    default:
      return [];
  }
}
