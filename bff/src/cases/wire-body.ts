import {
  type Answers,
  answersForWire,
  bodyOf,
  type Fill,
  type FormContext,
  formerValues,
  type RequestDefinition,
} from "shared-types";
import { shanghaiTime } from "../exchange/header.ts";

/** What a request about a case takes from it. */
export interface About {
  readonly caseSn?: string;
  readonly caseType?: string;
  readonly caseState?: string;
  /** Values of the feedback that it is about. */
  readonly feedback?: Readonly<Record<string, unknown>>;
  readonly feedbackSn?: string;
  readonly assessNumber?: string;
}

interface Content {
  readonly definition: RequestDefinition;
  readonly answers: Answers;
  readonly attachments: readonly {
    readonly imageType: string;
    readonly file: string;
    readonly name: string;
  }[];
  /** A new number of this request's own; "" where it has none. */
  readonly businessSn: string;
  readonly about?: About;
  readonly now: Date;
  readonly context: FormContext;
}

/** The message's Body value in the default dialect; a file stands in it as `{"$file": digest}`, its bytes come at sealing. */
export function wireBody(content: Content): Record<string, unknown> {
  const { definition, answers, attachments, context } = content;
  const values: Record<string, string> = { ...answersForWire(definition, answers, context) };
  for (const [name, fill] of Object.entries(definition.filled)) values[name] = filled(name, fill, content);
  const names = attachments.map(({ imageType, name }) => ({ imageType, base64Binary: name }));
  const body = bodyOf(definition, values, names);
  if (!definition.attachmentNames) putFiles(body, attachments);
  return body;
}

/** The list of files stands beside the groups, or in one of them (PJ1003). */
function putFiles(value: Record<string, unknown>, attachments: Content["attachments"]): void {
  for (const [name, part] of Object.entries(value)) {
    if (name === "certificateInfo")
      (part as { base64Binary: unknown }[]).forEach((row, at) => {
        row.base64Binary = { $file: attachments[at]!.file };
      });
    else if (part !== null && typeof part === "object" && !Array.isArray(part))
      putFiles(part as Record<string, unknown>, attachments);
  }
}

function filled(
  name: string,
  fill: Fill,
  { definition, answers, businessSn, about = {}, now }: Content,
): string {
  switch (fill) {
    case "businessSn":
      return businessSn;
    case "now":
      return shanghaiTime(now);
    case "before":
      return formerValues(definition, answers);
    case "empty":
      return "";
    case "fromFeedback":
      return String(about.feedback?.[name] ?? "");
    default:
      if (about[fill] === undefined)
        throw new Error(`${definition.code}: ${fill} is filled from a case, this is an application`);
      return about[fill];
  }
}
