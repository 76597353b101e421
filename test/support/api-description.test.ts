import assert from "node:assert/strict";
import { test } from "node:test";
import { routes } from "../../bff/src/routes/index.ts";
import { openApiOf } from "../../bff/src/routes/openapi.ts";
import { holderOf } from "./api-description.ts";

const hold = holderOf(JSON.parse(JSON.stringify(openApiOf(routes))));
const json = "application/json; charset=utf-8";
const error = { error: { id: "1", code: "notFound", message: "没有找到" } };

const rows: readonly [
  name: string,
  path: string,
  status: number,
  type: string | null,
  body: unknown,
  good: boolean,
][] = [
  ["the list as described", "/api/businesses?place=110105", 200, json, { businesses: [] }, true],
  ["a member more", "/api/businesses", 200, json, { businesses: [], owner: "x" }, false],
  ["a member less", "/api/businesses", 200, json, {}, false],
  ["a list for an object", "/api/businesses", 200, json, [], false],
  ["a status that is not described", "/api/businesses", 202, json, { businesses: [] }, false],
  ["another type of content", "/api/businesses", 200, "text/html", { businesses: [] }, false],
  ["an error in its one form", "/api/businesses/SQ9999", 404, json, error, true],
  ["an error in a form of its own", "/api/businesses/SQ9999", 404, json, { message: "x" }, false],
  ["an address that does not exist, found", "/api/nothing", 200, json, {}, false],
  ["an address that does not exist, not found", "/api/nothing", 404, json, error, true],
  ["what is not the API", "/health", 200, json, { status: "ok" }, true],
];

for (const [name, path, status, type, body, good] of rows)
  test(`${name} is ${good ? "as described" : "a fault of ours"}`, () => {
    const judged = () => hold("GET", path, { status, type, json: body });
    if (good) judged();
    else assert.throws(judged, /is not as \/api\/openapi\.json describes it|must be|match/);
  });
