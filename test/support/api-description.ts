// Holds every answer of the API against /api/openapi.json as it is served, with a validator that is not ours.
import assert from "node:assert/strict";
import Ajv, { type ValidateFunction } from "ajv";

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Record<string, { schema: object }> }>>;
}

type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

interface Answered {
  readonly status: number;
  readonly type: string | null;
  /** Parsed, where it is JSON. */
  readonly json: unknown;
}

/** Throws an AssertionError for an answer that the description does not have. `path` may have a query. */
export type Hold = (method: string, path: string, answer: Answered) => void;

export function holderOf(description: Description): Hold {
  const ajv = new Ajv({ unknownFormats: "ignore", nullable: true, schemaId: "auto" });
  const known = new Map<object, ValidateFunction>();
  const paths = Object.entries(description.paths).map(([path, operations]) => ({
    operations,
    // A name goes before a parameter where both fit, as the router has it.
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`),
    parameters: path.split("{").length,
  }));
  paths.sort((a, b) => a.parameters - b.parameters);

  function fits(schema: object, value: unknown, about: string): void {
    const validate = known.get(schema) ?? ajv.compile({ ...schema, components: description.components });
    known.set(schema, validate);
    const first = validate(value) ? undefined : validate.errors?.[0];
    assert.equal(first && `${first.dataPath} ${first.message}`, undefined, about);
  }

  return (method, path, { status, type, json }) => {
    const [plain = ""] = path.split("?");
    if (!plain.startsWith("/api/") || plain === "/api/openapi.json") return;
    const found = paths.filter(({ pattern }) => pattern.test(plain));
    const operation = found
      .map((one) => one.operations[method.toLowerCase()])
      .find((one) => one !== undefined);
    const about = `${method} ${plain}: ${status} is not as /api/openapi.json describes it`;
    if (operation === undefined || status >= 400) {
      assert.ok(status >= 400, about);
      fits(description.components.schemas.Error!, json, about);
      return;
    }
    const response = operation.responses[String(status)];
    assert.ok(response, about);
    const content = response.content ?? {};
    const declared = content["application/json"];
    if (declared) {
      assert.match(type ?? "", /^application\/json/, about);
      fits(declared.schema, json, about);
    } else assert.ok(json === undefined || Object.keys(content).length === 0, about);
  };
}
