import { type Answers, holds } from "./condition.ts";
import { codeList, type FormContext } from "./context.ts";
import type { RequestDefinition } from "./define.ts";
import { materialNames } from "./material-names.ts";
import { withDerived } from "./relevant.ts";

/** One kind of attachment that is asked for. */
export interface MaterialSlot {
  /** Code of B.2. */
  readonly imageType: string;
  /** What people call it. */
  readonly label: string;
  /** Its name in B.2. */
  readonly official: string;
  readonly required: boolean;
  /** More than one file may be given. */
  readonly many: boolean;
  readonly help?: string;
  /** Name of the list, or of the ask, from which a table is made and put before the files. */
  readonly tableOf?: string;
  /** Why it is not required although it usually is: the province looks it up itself. */
  readonly shared?: true;
}

/** What has to be brought with these answers in this province (6.3), each kind once, in the definition's order. */
export function materialsOf(
  definition: RequestDefinition,
  answers: Answers,
  context: FormContext,
): MaterialSlot[] {
  const known = withDerived(definition, answers, context);
  const own = context.province?.businesses?.[definition.code];
  const slots = new Map<string, MaterialSlot>();
  for (const rule of definition.materials) {
    if (!holds(rule.when, known)) continue;
    for (const imageType of rule.types) {
      if (own?.dropMaterials?.includes(imageType)) continue;
      const shared = own?.sharedMaterials?.includes(imageType) ?? false;
      const before = slots.get(imageType);
      const official = officialName(imageType, context);
      slots.set(imageType, {
        imageType,
        label: materialLabel(imageType, context),
        official,
        required: (before?.required ?? false) || !(rule.optional || shared),
        many: (before?.many ?? false) || (rule.many ?? false),
        ...((rule.help ?? before?.help) && { help: rule.help ?? before?.help }),
        ...((rule.tableOf ?? before?.tableOf) && { tableOf: rule.tableOf ?? before?.tableOf }),
        ...(shared && { shared: true as const }),
      });
    }
  }
  return [...slots.values()];
}

/** What people call a kind of attachment. */
export function materialLabel(imageType: string, context: FormContext): string {
  return materialNames[imageType] ?? officialName(imageType, context);
}

function officialName(imageType: string, context: FormContext): string {
  const types = codeList(context, "attachmentTypes") ?? [];
  return types.find((item) => item.code === imageType)?.name ?? `材料${imageType}`;
}

/** Attachments that these answers still call for: what a draft has beyond that is kept, not sent (6.3). */
export function relevantAttachments<A extends { imageType: string }>(
  slots: readonly MaterialSlot[],
  attachments: readonly A[],
): A[] {
  return attachments.filter((attachment) => slots.some((slot) => slot.imageType === attachment.imageType));
}
