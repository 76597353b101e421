import type { RequestDefinition } from "../define.ts";
import { applyFreightDriver } from "./apply-freight-driver.ts";
import { assessIntegrity } from "./assess-integrity.ts";
import { cancelQualification } from "./cancel-qualification.ts";
import { cancelRepairBusiness } from "./cancel-repair-business.ts";
import { cancelTransport } from "./cancel-transport.ts";
import { changeQualification } from "./change-qualification.ts";
import { complain } from "./complain.ts";
import { fileRepairBusiness } from "./file-repair-business.ts";
import { inspectVehicle } from "./inspect-vehicle.ts";
import { rate } from "./rate.ts";
import { reissueQualification } from "./reissue-qualification.ts";
import { reissueTransport } from "./reissue-transport.ts";
import { remakeVoucher } from "./remake-voucher.ts";
import { renewQualification } from "./renew-qualification.ts";
import { renewTransport } from "./renew-transport.ts";
import { rollBack } from "./roll-back.ts";
import { verifyInformation } from "./verify-information.ts";
import { withdraw } from "./withdraw.ts";

/** Everything a person can ask a province for, in the order of the menu. */
export const requests: readonly RequestDefinition[] = [
  renewQualification,
  reissueQualification,
  changeQualification,
  assessIntegrity,
  applyFreightDriver,
  cancelQualification,
  inspectVehicle,
  renewTransport,
  reissueTransport,
  cancelTransport,
  fileRepairBusiness,
  cancelRepairBusiness,
  verifyInformation,
  withdraw,
  rollBack,
  remakeVoucher,
  rate,
  complain,
];

/** Those that open a case: the businesses. */
export const businesses: readonly RequestDefinition[] = requests.filter((request) =>
  request.code.startsWith("SQ"),
);

export function requestOf(code: string): RequestDefinition | undefined {
  return requests.find((request) => request.code === code);
}
