import assert from "node:assert/strict";
import { businesses } from "shared-types";
import { beginAny, fillAny } from "./any-business.ts";
import { numberOn, send } from "./renewal.ts";
import { journeys } from "./scene.ts";

const journey = await journeys();

// SQ1005 and SQ1008 are walked by hand, to their end, in renewal.journey.ts.
for (const {
  code,
  title,
  interface: { request },
} of businesses.filter(({ code }) => !["SQ1005", "SQ1008"].includes(code)))
  journey(`${code}: ${title} is filled in and sent, from its definition alone`, async ({ page, url }) => {
    await beginAny(page, url, code);
    await fillAny(page, url, code);
    await send(page);
    assert.match(await numberOn(page), /^110105\d{18}$|^110000\d{18}$/);
    // Nothing is collected where nobody was asked how.
    if (!request.some(({ name }) => name === "payment"))
      assert.equal(await page.getByText("按您选择的方式领取").count(), 0);
  });
