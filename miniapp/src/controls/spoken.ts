/** WeChat has no `describedby`: the control's spoken label carries its fault. */
export function spoken({ label, error }: { label: string; error?: string }): string {
  return error ? `${label}，${error}` : label;
}
