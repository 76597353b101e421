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

interface Content {
  readonly definition: RequestDefinition;
  readonly answers: Answers;
  readonly attachments: readonly {
    readonly imageType: string;
    readonly file: string;
    readonly name: string;
  }[];
  readonly businessSn: string;
  readonly now: Date;
  readonly context: FormContext;
}

/** The message's Body value in the default dialect; a file stands in it as `{"$file": digest}`, its bytes come at sealing. */
export function wireBody(content: Content): Record<string, unknown> {
  const { definition, answers, attachments, context } = content;
  const values: Record<string, string> = { ...answersForWire(definition, answers, context) };
  for (const [name, fill] of Object.entries(definition.filled)) values[name] = filled(fill, content);
  const names = attachments.map(({ imageType, name }) => ({ imageType, base64Binary: name }));
  const body = bodyOf(definition, values, names);
  if (!definition.attachmentNames) putFiles(body[definition.code] as Json, attachments);
  return body;
}

type Json = { certificateInfo?: { base64Binary: unknown }[] };

function putFiles(value: Json, attachments: Content["attachments"]): void {
  value.certificateInfo?.forEach((row, at) => {
    row.base64Binary = { $file: attachments[at]!.file };
  });
}

function filled(fill: Fill, { definition, answers, businessSn, now }: Content): string {
  switch (fill) {
    case "businessSn":
      return businessSn;
    case "now":
      return shanghaiTime(now);
    case "before":
      return formerValues(definition, answers);
    case "empty":
      return "";
    default:
      throw new Error(`${definition.code}: ${fill} is filled from a case, this is an application`);
  }
}
