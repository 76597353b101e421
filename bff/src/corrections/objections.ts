import {
  type Answers,
  type FormContext,
  formOf,
  materialsOf,
  type Objections,
  type RequestDefinition,
} from "shared-types";

/**
 * What an office objected to: its whole reason, and each sentence of it at the answers and photos that it names. Only
 * what is certain is placed: the words of exactly one field or photo stand in the sentence.
 */
export function placeObjections(
  definition: RequestDefinition,
  answers: Answers,
  context: FormContext,
  reason: string,
): Objections {
  const terms = termsOf(definition, answers, context);
  const at = sentencesOf(reason).flatMap((message) =>
    [...namesIn(message, terms)].map((name) => ({ name, message })),
  );
  return { reason, at };
}

/** Words, and the names of everything that they could mean. */
type Terms = ReadonlyMap<string, ReadonlySet<string>>;

const sentencesOf = (reason: string) =>
  reason
    .split(/[。；;！!\n]|(?:^|(?<=[，、\s]))[（(]?\d{1,2}[)）.、](?!\d)/)
    .map((sentence) =>
      sentence
        .replace(/[\s，、]+$/, "")
        .replace(/^[\s，、：:]*(?:[（(]?\d{1,2}[)）.、])?\s*/, "")
        .trim(),
    )
    .filter((sentence) => sentence !== "");

/** The longest words first, and each piece of the sentence once: 从业资格证号 is no 证号. */
function namesIn(sentence: string, terms: Terms): Set<string> {
  const found = new Set<string>();
  let rest = sentence;
  const longest = [...terms].sort(([a], [b]) => b.length - a.length);
  for (const [words, names] of longest) {
    if (!rest.includes(words)) continue;
    rest = rest.replaceAll(words, "\n");
    if (names.size === 1) for (const name of names) found.add(name);
  }
  for (const name of pictured(rest, terms)) found.add(name);
  return found;
}

/** Papers that people call by one word, whichever of their pages is meant. */
const papers = /身份证|驾驶证|行驶证|营业执照|道路运输证|从业资格证|聘用合同|继续教育证明|结业证书|暂住证明/g;
const aboutPicture = /照片|图片|拍|清晰|模糊|反光|扫描|原件|材料|上传/;

/** "驾驶证照片模糊": the photo of that paper, where only one is asked for. */
function pictured(sentence: string, terms: Terms): string[] {
  if (!aboutPicture.test(sentence)) return [];
  return (sentence.match(papers) ?? []).flatMap((paper) => {
    const of = [...terms].filter(([words]) => words.includes(paper)).flatMap(([, names]) => [...names]);
    const photos = [...new Set(of)].filter((name) => name.startsWith("material:"));
    return photos.length === 1 ? photos : [];
  });
}

function termsOf(definition: RequestDefinition, answers: Answers, context: FormContext): Terms {
  const terms = new Map<string, Set<string>>();
  const add = (words: string, name: string) => {
    if ([...words].length < 2) return;
    terms.set(words, (terms.get(words) ?? new Set()).add(name));
  };
  for (const { items } of formOf(definition, answers, context))
    for (const { name, label } of items) {
      const official = definition.interface.request.find((element) => element.name === name)?.label ?? "";
      for (const words of [label, official]) add(words, name);
    }
  for (const { imageType, label, official } of materialsOf(definition, answers, context))
    for (const words of [label, official, ...label.split(/[（）]/)]) add(words, `material:${imageType}`);
  return terms;
}
