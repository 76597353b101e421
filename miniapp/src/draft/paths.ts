/** Pages of one application: its steps, then its photos, then all of it on one page. */
export const paths = {
  step: (submitId: string, step: number, business = "") =>
    `/pages/apply/index?draft=${submitId}&step=${step}${business && `&business=${business}`}`,
  photos: (submitId: string) => `/pages/photos/index?draft=${submitId}`,
  review: (submitId: string) => `/pages/review/index?draft=${submitId}`,
  receipt: (caseId: string) => `/pages/receipt/index?case=${caseId}`,
  case: (caseId: string) => `/pages/case/index?case=${caseId}`,
  signIn: (returnTo: string) => `/pages/sign-in/index?returnTo=${encodeURIComponent(returnTo)}`,
};
