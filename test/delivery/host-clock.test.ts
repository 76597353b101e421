// An instance whose machine's clock is a day wrong, beside a store whose clock is right.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Cases } from "../../bff/src/cases/model.ts";
import { shanghaiTime } from "../../bff/src/exchange/header.ts";
import { renewal } from "../support/test-application.ts";
import { startTestPortal } from "../support/test-portal.ts";

for (const [name, hours] of [
  ["ahead", 25],
  ["behind", -25],
] as const)
  test(`a host's clock ${Math.abs(hours)} hours ${name}: dates, numbers and what is due go by the store's`, async () => {
    const truth = new Date();
    const portal = await startTestPortal();
    try {
      const person = await portal.signIn();
      mock.timers.enable({ apis: ["Date"], now: truth.getTime() + hours * 3600_000 });
      const answer = await person.send("POST", "/api/applications", await renewal(person));
      assert.equal(answer.status, 201);
      const one = await Cases.findById(answer.json.caseId).orFail().lean();
      const near = (date: Date | null | undefined) =>
        Math.abs((date ?? new Date(0)).getTime() - truth.getTime());
      for (const date of [one.createdAt, one.send.due, one.outbox[0]?.at])
        assert.ok(near(date) < 3600_000, `${date?.toISOString()} is not the store's time`);
      const days = [truth, new Date(truth.getTime() + 3600_000)].map((date) =>
        shanghaiTime(date).slice(0, 8),
      );
      assert.ok(days.includes(one.businessSn.slice(9, 17)), one.businessSn);
      assert.ok(days.includes(one.outbox[0]!.serial.slice(6, 14)), one.outbox[0]!.serial);
    } finally {
      mock.timers.reset();
      await portal.stop();
    }
  });
