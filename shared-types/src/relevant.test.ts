import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "../scripts/national-context.ts";
import { checkAnswers } from "./check.ts";
import { formOf } from "./form.ts";
import { answersForWire, formerValues, relevantAnswers, withDerived } from "./relevant.ts";
import { requestOf } from "./requests/index.ts";

const namesOf = (code: string, answers: Record<string, string>) =>
  formOf(requestOf(code)!, answers, context).flatMap((step) => step.items.map((item) => item.name));

test("the kinds of person follow from the classes, each once", () => {
  const kinds = (workTypeCode: string) =>
    withDerived(requestOf("SQ1008")!, { workTypeCode }, context).personKind;
  assert.deepEqual(["02", "01,02", "02,05", "04", "", "77"].map(kinds), [
    "driver",
    "driver",
    "driver,escort",
    "loadingManager",
    "",
    "",
  ]);
});

for (const [code, answers, asked, notAsked] of [
  ["SQ1005", { applyType: "2" }, ["certificateCode"], []],
  ["SQ1005", { applyType: "1" }, [], ["certificateCode"]],
  ["SQ1008", { workTypeCode: "05" }, [], ["earlyDate", "quasiDriveTypeCode", "receiverName"]],
  ["SQ1008", { workTypeCode: "05,02", payment: "1" }, ["earlyDate", "receiverName", "receiverAddress"], []],
  ["SQ1009", { changeType: "2" }, ["company"], ["payment"]],
  ["SQ1009", { changeType: "1" }, ["payment"], []],
  ["SQ1009", { changed: "employer,contact" }, ["oldCompany", "oldTelephone"], ["oldName"]],
  ["SQ1010", { cancelType: "2" }, [], ["cancelWorkTypeCode", "payment"]],
  ["SQ1010", { cancelType: "1", workTypeCode: "01,02" }, ["cancelWorkTypeCode", "payment"], []],
  ["SQ1010", { cancelType: "1" }, ["workTypeCode", "payment"], ["cancelWorkTypeCode"]],
  ["SQ1011", { companyType: "3" }, [], ["people", "equipment", "managementSystems", "otherCompanyType"]],
  ["SQ1011", { companyType: "4", ownerKind: "individual" }, ["people", "otherCompanyType"], ["legaName"]],
  ["PJ1003", { about: "case", named: "no" }, ["businessSn"], ["place", "telephone"]],
  ["PJ1003", { about: "other", named: "yes" }, ["place", "telephone"], ["businessSn"]],
] as const)
  test(`${code} with ${JSON.stringify(answers)} asks ${asked.join(", ") || "no more"} and not ${notAsked.join(", ") || "less"}`, () => {
    const names = namesOf(code, answers);
    for (const name of asked) assert.ok(names.includes(name), name);
    for (const name of notAsked) assert.ok(!names.includes(name), name);
  });

test("SQ1009: the company is required only when the change does not stand on the certificate", () => {
  const required = (changeType: string) =>
    formOf(requestOf("SQ1009")!, { changeType }, context)
      .flatMap((step) => step.items)
      .find((item) => item.name === "company")?.required;
  assert.deepEqual([required("1"), required("2")], [false, true]);
});

test("what a changed choice made pointless is dropped, and what depended on that too", () => {
  const answers = {
    changeType: "2",
    changed: "contact",
    oldTelephone: "1",
    oldName: "x",
    payment: "1",
    receiverName: "张三",
    strange: "x",
  };
  assert.deepEqual(relevantAnswers(requestOf("SQ1009")!, answers, context), {
    changeType: "2",
    changed: "contact",
    oldTelephone: "1",
  });
});

test("SQ1010 in full: the classes to cancel are those of the certificate, on the wire only", () => {
  const answers = { workTypeCode: "01,02", cancelType: "2" };
  assert.equal(relevantAnswers(requestOf("SQ1010")!, answers, context).cancelWorkTypeCode, undefined);
  assert.equal(answersForWire(requestOf("SQ1010")!, answers, context).cancelWorkTypeCode, "01,02");
});

test("SQ1010 in part: all classes are not a part", () => {
  const answers = { workTypeCode: "01,02", cancelType: "1", cancelWorkTypeCode: "01,02" };
  const faults = checkAnswers(requestOf("SQ1010")!, answers, [], context, { step: 1 });
  assert.deepEqual(
    faults.map((fault) => fault.name),
    ["cancelWorkTypeCode"],
  );
});

test("PJ1001 without a name goes out as 匿名, with the items of the level chosen", () => {
  const rate = requestOf("PJ1001")!;
  const answers = { satisfaction: "5", evalDetail: "501,503", named: "no" };
  assert.deepEqual(checkAnswers(rate, answers, [], context, { strict: true }), []);
  assert.deepEqual(answersForWire(rate, answers, context), {
    satisfaction: "5",
    evalDetail: "501,503",
    contactName: "匿名",
    telephone: "无",
  });
  const wrong = checkAnswers(rate, { ...answers, evalDetail: "101" }, [], context);
  assert.deepEqual(
    wrong.map((fault) => fault.name),
    ["evalDetail"],
  );
});

test("asks and lists never reach the wire", () => {
  const values = answersForWire(
    requestOf("SQ1011")!,
    { place: "110105", ownerKind: "enterprise", "people/0/name": "测试员" },
    context,
  );
  assert.deepEqual(values, {});
});

test("oldData is JSON of the former values by wire name, nothing when there are none", () => {
  const change = requestOf("SQ1009")!;
  assert.equal(formerValues(change, { oldCompany: "旧公司", oldTelephone: "" }), '{"company":"旧公司"}');
  assert.equal(formerValues(change, {}), "");
});

test("who leaves his name leaves name and phone; the email he need not have", () => {
  const missing = (named: string) =>
    checkAnswers(requestOf("PJ1003")!, { about: "case", named }, [], context).map(({ name }) => name);
  const contact = ["contactName", "telephone"];
  assert.deepEqual(
    ["yes", "no"].map((named) => contact.filter((name) => missing(named).includes(name))),
    [contact, []],
  );
  assert.equal(missing("yes").includes("email"), false);
});
