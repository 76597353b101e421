import { submit } from "./applications.ts";
import { getPhoto, uploadPhoto } from "./attachments.ts";
import { getBusiness, listBusinesses } from "./businesses.ts";
import { correctCase, getCase, getCaseFile, listCases } from "./cases.ts";
import { getCertificateFile, getCertificateQr, listCertificates } from "./certificates.ts";
import { getDraft, listDrafts, putDraft, removeDraft } from "./drafts.ts";
import { getEducationVoucher, listEducation } from "./education.ts";
import { signInMiniProgram, unbindWechat } from "./mini-program.ts";
import { claimCase, confirmCase, listNotices } from "./notices.ts";
import {
  correctMessage,
  listOpenMessages,
  resendMessage,
  settleMessage,
  showOpenMessage,
} from "./operations.ts";
import { listPlaces } from "./places.ts";
import { getProof, getProofPdf, listAuditHeads } from "./proofs.ts";
import { getDay, getFindings, settleOneFinding } from "./reconciliation.ts";
import { getRequestForm, listRequests, postRequest } from "./requests.ts";
import type { AnyRoute } from "./route.ts";
import { getProfile, getSession, signOut } from "./session.ts";
import { beginSignIn, finishSignIn } from "./sign-in.ts";
import { getTemplate, importTable } from "./tables.ts";
import { getVerification } from "./verifications.ts";
import {
  getWindowRating,
  getWindowRatingAddress,
  getWindowRatingCode,
  postWindowRating,
} from "./window-ratings.ts";

/** The whole API. What is not here does not exist; /api/openapi.json and the generated tests are made from it. */
export const routes: readonly AnyRoute[] = [
  getSession,
  beginSignIn,
  finishSignIn,
  signInMiniProgram,
  unbindWechat,
  signOut,
  getProfile,
  listBusinesses,
  getBusiness,
  listPlaces,
  listDrafts,
  getDraft,
  putDraft,
  removeDraft,
  uploadPhoto,
  getPhoto,
  getTemplate,
  importTable,
  submit,
  listCases,
  getCase,
  getCaseFile,
  correctCase,
  getRequestForm,
  postRequest,
  listRequests,
  listNotices,
  confirmCase,
  claimCase,
  listEducation,
  getEducationVoucher,
  getWindowRatingAddress,
  getWindowRatingCode,
  getWindowRating,
  postWindowRating,
  listCertificates,
  getCertificateFile,
  getCertificateQr,
  getVerification,
  getProof,
  getProofPdf,
  listAuditHeads,
  listOpenMessages,
  showOpenMessage,
  resendMessage,
  settleMessage,
  correctMessage,
  getFindings,
  settleOneFinding,
  getDay,
];
