import { sm3Hex } from "../crypto/provider.ts";

/** `_id` of a case and of the draft that it is made from: one for each owner and submitId, on any number of devices. */
export function caseIdOf(ownerId: string, submitId: string): string {
  return sm3Hex(`${ownerId}:${submitId}`);
}

/** `_id` of a case handled at an office window: one for each peer and businessSn. */
export function windowCaseIdOf(peer: string, businessSn: string): string {
  return sm3Hex(`window:${peer}:${businessSn}`);
}

/** Id of a request about a case, or of one without: one for each owner and submitId. */
export function requestIdOf(ownerId: string, submitId: string): string {
  return sm3Hex(`request:${ownerId}:${submitId}`);
}

/** The name of a file of a case in the zip of CX3001 (A.2.5), and on the wire of SQ1011. `n` counts within a type, from 0. */
export function materialName(businessSn: string, imageType: string, n: number): string {
  return `申请材料-${businessSn}_${imageType}_${n}.pdf`;
}
