import { readTemplates, type Template } from "./templates.ts";

/** A node as Taro hands it to setData: `nn` its name, `cn` its children, `v` its words. */
export interface Raw {
  readonly nn: string;
  readonly sid: string;
  readonly uid?: string;
  readonly v?: string;
  readonly cn?: readonly Raw[];
  readonly [attribute: string]: unknown;
}

/** A node as WeChat would draw it. */
export interface TreeNode {
  readonly tag: string;
  readonly id: string;
  readonly sid: string;
  readonly words: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly handlers: Readonly<Record<string, string>>;
  readonly children: readonly TreeNode[];
}

const none: Template = { tag: "view", attributes: {}, handlers: {} };

/** The page that is shown, read through the templates. */
export class Tree {
  private readonly templates: Map<string, Template>;
  private readonly roots: () => readonly Raw[];

  constructor(dist: string, roots: () => readonly Raw[]) {
    this.templates = readTemplates(dist);
    this.roots = roots;
  }

  text(nodes: readonly TreeNode[] = this.nodes()): string {
    return nodes.map((node) => node.words + this.text(node.children)).join("");
  }

  one(what: string, fits: (node: TreeNode) => boolean): TreeNode {
    const [found] = this.all(fits);
    if (!found) throw new Error(`not on the page: ${what}`);
    return found;
  }

  /** The innermost of those that fit. */
  last(what: string, fits: (node: TreeNode) => boolean): TreeNode {
    const found = this.all(fits).at(-1);
    if (!found) throw new Error(`not on the page: ${what}`);
    return found;
  }

  private all(fits: (node: TreeNode) => boolean): TreeNode[] {
    const walk = (node: TreeNode): TreeNode[] => [node, ...node.children.flatMap(walk)];
    return this.nodes().flatMap(walk).filter(fits);
  }

  private nodes = (): TreeNode[] => this.roots().map((raw) => this.node(raw));

  private node(raw: Raw): TreeNode {
    const words = raw.cn ? "" : (raw.v ?? "");
    const template = this.templateOf(raw);
    const attributes = Object.fromEntries(
      Object.entries(template.attributes)
        .filter(([, key]) => raw[key] !== undefined)
        .map(([name, key]) => [name, raw[key]]),
    );
    return {
      tag: words ? "#text" : template.tag,
      ...{ id: raw.uid ?? raw.sid, sid: raw.sid, words, attributes, handlers: template.handlers },
      children: (raw.cn ?? []).map((child) => this.node(child)),
    };
  }

  // An input has two templates, with and without focus.
  private templateOf(raw: Raw): Template {
    const found = this.templates.get(raw.nn) ?? none;
    if (found.tag !== "template") return found;
    return this.templates.get(raw.nn + (raw.focus === undefined ? "_blur" : "_focus")) ?? none;
  }
}
