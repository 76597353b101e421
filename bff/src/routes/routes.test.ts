import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { Value } from "@sinclair/typebox/value";
import { renewal } from "../../../test/support/test-application.ts";
import { nameOf, startWalk, type Walk } from "../../../test/support/walk.ts";
import { routes as all } from "./index.ts";

// Those of operators have a door of their own: operations.test.ts.
const routes = all.filter(({ access }) => access !== "operator");

// Every route of the API is walked: one that is added is tested without a line here.
let walk: Walk;
before(async () => {
  walk = await startWalk();
});
after(() => walk?.portal.stop());

const personal = routes.filter((one) => one.access === "person");
const portalHeader = { "X-Requested-With": "portal" };
const jsonOf = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));

describe("what needs a sign-in is refused without one", () => {
  for (const route of personal)
    test(nameOf(route), async () => {
      const body = jsonOf(walk.bodyOf(route));
      const strangers: Record<string, string>[] = [
        {},
        { Cookie: "session=x" },
        { Authorization: `Bearer ${"A".repeat(43)}` },
      ];
      for (const who of strangers)
        assert.equal(await walk.send(route, { ...portalHeader, ...who }, body), 401);
    });
});

describe("the ids of somebody else are not there", () => {
  // A business belongs to nobody.
  const owned = personal.filter(({ path }) => !path.startsWith("/api/businesses/"));
  for (const route of owned.filter((one) => one.params && one.method !== "PUT"))
    test(nameOf(route), async () => {
      const { status, json } = await walk.portal.request(route.method, walk.address(route), {
        headers: { ...portalHeader, Cookie: `session=${walk.berta.token}` },
      });
      assert.equal(status, 404);
      assert.deepEqual(Object.keys(json.error).sort(), ["code", "id", "message"]);
    });

  test("a draft saved under somebody else's id is another draft", async () => {
    const { anna, berta } = walk;
    const path = walk.address(routes.find((one) => one.path === "/api/drafts/:submitId")!);
    const changed = {
      business: "SQ1008",
      answers: { applyName: "乙" },
      attachments: [],
      step: 0,
      version: 0,
    };
    assert.equal((await berta.send("PUT", path, changed)).status, 200);
    assert.equal((await anna.get(path)).json.answers.applyName, "测试甲");
    assert.equal((await berta.send("DELETE", path)).status, 200);
    assert.equal((await anna.get(path)).status, 200);
  });

  test("a photo of somebody else's can be put into neither draft nor application", async () => {
    const foreign = await renewal(walk.anna);
    assert.equal((await walk.berta.send("POST", "/api/applications", foreign)).status, 422);
    const draft = { business: "SQ1008", answers: {}, attachments: foreign.attachments, step: 0, version: 0 };
    assert.equal((await walk.berta.send("PUT", `/api/drafts/${randomUUID()}`, draft)).status, 404);
  });
});

describe("a page of another site can change nothing", () => {
  for (const route of routes.filter((one) => one.method !== "GET"))
    test(nameOf(route), async () => {
      const cookie = { Cookie: `session=${walk.anna.token}` };
      const body = jsonOf(walk.bodyOf(route));
      assert.equal(await walk.send(route, cookie, body), 403);
      const foreign = { ...cookie, ...portalHeader, Origin: "https://evil.example" };
      assert.equal(await walk.send(route, foreign, body), 403);
    });
});

describe("answers are as they are described, and nobody keeps a copy of them", () => {
  for (const route of routes.filter((one) => one.method === "GET" && !one.path.includes("sign-in")))
    test(nameOf(route), async () => {
      const { status, json, headers } = await walk.anna.get(walk.address(route));
      assert.equal(status, 200);
      if (route.answer !== null) assert.deepEqual([...Value.Errors(route.answer, json)], []);
      assert.equal(headers.get("cache-control"), "no-store");
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/);
      assert.equal(headers.get("access-control-allow-origin"), null);
    });

  test("the description of the API has every route", async () => {
    const { json } = await walk.portal.request("GET", "/api/openapi.json");
    for (const route of routes) {
      const path = route.path.replace(/:(\w+)/g, "{$1}");
      assert.ok(json.paths[path]?.[route.method.toLowerCase()], path);
    }
  });

  test("an address that does not exist is a 404 in the one form of errors", async () => {
    const { status, json } = await walk.anna.get("/api/nothing");
    assert.equal(status, 404);
    assert.deepEqual(Object.keys(json.error).sort(), ["code", "id", "message"]);
  });
});
