import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { nameOf, startWalk, type Walk } from "../../../test/support/walk.ts";
import { Drafts } from "../cases/draft-model.ts";
import { Cases } from "../cases/model.ts";
import { routes as all } from "./index.ts";
import type { AnyRoute } from "./route.ts";

// Those of operators have a door of their own: operations.test.ts.
const routes = all.filter(({ access }) => access !== "operator");

let walk: Walk;
before(async () => {
  walk = await startWalk();
});
after(() => walk?.portal.stop());

const send = (route: AnyRoute, text?: string) =>
  walk.send(route, { "X-Requested-With": "portal", Cookie: `session=${walk.anna.token}` }, text);
const goodBody = (route: AnyRoute) => walk.bodyOf(route) as Record<string, unknown>;
const everything = async () => ({
  cases: await Cases.find({}, { send: 0, outbox: 0 }).lean(),
  drafts: await Drafts.find().lean(),
});

const values: readonly unknown[] = [
  { $ne: null },
  { $gt: "" },
  ["a"],
  [{ $where: "1" }],
  null,
  true,
  { toString: 1 },
];
const additions = ["$set", "ownerId", "state", "outbox", "role", "businessSn", "version.x"];

describe("a body with a hostile value is refused and changes nothing", () => {
  for (const route of routes.filter((one) => one.body))
    test(nameOf(route), async () => {
      const good = goodBody(route);
      const before = await everything();
      const hostile = [
        ...Object.keys(good).flatMap((member) => values.map((value) => ({ ...good, [member]: value }))),
        ...additions.filter((more) => !(more in good)).map((more) => ({ ...good, [more]: "1" })),
        ...values.map((value) => ({ ...good, answers: { applyName: value } })),
        { ...good, answers: { "a.b": "1" } },
        { ...good, answers: { $where: "1" } },
        ...[[good], "x", 1, null],
      ];
      for (const body of hostile) {
        const text = JSON.stringify(body);
        assert.equal(await send(route, text), 400, text.slice(0, 200));
      }
      assert.deepEqual(await everything(), before);
    });
});

describe("JSON that parsers could read in different ways is refused", () => {
  for (const route of routes.filter((one) => one.body))
    test(nameOf(route), async () => {
      const good = JSON.stringify(goodBody(route)).slice(1);
      const texts = [
        `{"__proto__":{"x":1},${good}`,
        `{"constructor":{"prototype":{"x":1}},${good}`,
        `{"business":"SQ1005",${good}`,
        `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
        `{{${good}}`,
        " ",
        "not json",
      ];
      for (const text of texts) assert.equal(await send(route, text), 400, text.slice(0, 60));
      assert.equal(({} as { x?: unknown }).x, undefined);
    });
});

describe("a query with unknown or repeated parameters is refused", () => {
  for (const route of routes.filter((one) => one.path !== "/api/sign-in/unified/callback"))
    test(nameOf(route), async () => {
      const body = walk.bodyOf(route) === undefined ? undefined : JSON.stringify(walk.bodyOf(route));
      for (const query of [
        "x=1",
        "place[$ne]=1",
        "place=1&place=2",
        "returnTo=/a&returnTo=/b",
        "__proto__=1",
      ])
        assert.equal(await send({ ...route, path: `${route.path}?${query}` } as AnyRoute, body), 400, query);
    });
});

describe("an id that is no id is not there", () => {
  for (const route of routes.filter((one) => one.params))
    test(nameOf(route), async () => {
      const body = walk.bodyOf(route) === undefined ? undefined : JSON.stringify(walk.bodyOf(route));
      for (const value of [
        "%7B%22$ne%22:null%7D",
        "__proto__",
        "..%2f..%2fetc",
        "a%00b",
        "1".repeat(5),
        "%E0%A4%A",
      ]) {
        const path = route.path.replace(/:\w+/g, value);
        const status = await send({ ...route, path, params: undefined } as AnyRoute, body);
        assert.ok([400, 404].includes(status), `${path}: ${status}`);
      }
    });
});
