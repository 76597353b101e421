import type { TSchema } from "@sinclair/typebox";
import type { AnyRoute } from "./route.ts";

type Json = Record<string, unknown>;

/** The description of the API (OpenAPI 3.1, whose schemas are JSON Schema, as ours are), made from the routes alone. */
export function openApiOf(routes: readonly AnyRoute[]): Json {
  const paths: Record<string, Json> = {};
  for (const one of routes) {
    const path = one.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operationOf(one) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "互联网道路运输便民政务服务系统", version: "1" },
    paths,
    components: {
      schemas: { Error: error },
      securitySchemes: {
        cookie: { type: "apiKey", in: "cookie", name: "__Host-session" },
        bearer: { type: "http", scheme: "bearer" },
        operator: { type: "apiKey", in: "header", name: "X-Operator-Key" },
      },
    },
  };
}

function operationOf(route: AnyRoute): Json {
  const parameters = [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")];
  if (route.method !== "GET")
    parameters.push({ name: "X-Requested-With", in: "header", required: false, schema: { const: "portal" } });
  const content = route.upload
    ? {
        "multipart/form-data": {
          schema: { type: "object", properties: { file: { type: "string", format: "binary" } } },
        },
      }
    : route.body && { "application/json": { schema: route.body } };
  const success = route.answer === null ? {} : { content: { "application/json": { schema: route.answer } } };
  return {
    summary: route.summary,
    ...(parameters.length > 0 && { parameters }),
    ...(content && { requestBody: { required: true, content } }),
    ...(route.access === "operator" && { security: [{ operator: [] }] }),
    ...(route.access === "person" && { security: [{ cookie: [] }, { bearer: [] }] }),
    responses: {
      ...Object.fromEntries(
        (route.statuses ?? [200]).map((status) => [status, { description: "OK", ...success }]),
      ),
      default: {
        description: "Error",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

function parametersOf(
  schema: { properties?: Record<string, TSchema>; required?: string[] } | undefined,
  place: string,
): Json[] {
  return Object.entries(schema?.properties ?? {}).map(([name, own]) => ({
    name,
    in: place,
    required: schema?.required?.includes(name) ?? false,
    schema: own,
  }));
}

const text = { type: "string" };

const error = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["id", "code", "message"],
      properties: {
        id: text,
        code: text,
        message: text,
        fields: { type: "array", items: { type: "object", properties: { name: text, message: text } } },
      },
    },
  },
};
