import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import type { TableAnswer } from "shared-types";
import { type Person, startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { readTable } from "./read-table.ts";
import { workbook } from "./test-workbook.ts";

let portal: TestPortal;
let anna: Person;
before(async () => {
  portal = await startTestPortal();
  anna = await portal.signIn();
});
after(() => portal?.stop());

const text = (lines: readonly string[]) => Buffer.from(lines.join("\r\n"));

async function give(bytes: Buffer, list = "equipment") {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(bytes)]), "table.xlsx");
  const headers = { Cookie: `session=${anna.token}`, "X-Requested-With": "portal" };
  const path = `/api/businesses/SQ1011/lists/${list}/import`;
  const { status, json } = await portal.request("POST", path, { headers, body: form });
  return { status, answer: json as TableAnswer, message: json.error?.message as string | undefined };
}

const header = ["设备名称", "规格型号", "数量", "自用还是外协", "检定合格证编号"];

test("a workbook gives its rows: numbers as written, names of a list as its codes, empty lines left out", async () => {
  const { status, answer } = await give(
    await workbook([
      header,
      ["四柱举升机", "QJY-4", 2, "自用", null],
      [null, null, null, null, null],
      ["尾气分析仪", null, "1", "外协", "001234567890123456"],
    ]),
  );
  assert.equal(status, 200);
  assert.deepEqual(answer.remarks, []);
  assert.deepEqual(
    answer.rows.map(({ name, model, count, certificateNo }) => [name, model, count, certificateNo]),
    [
      ["四柱举升机", "QJY-4", "2", ""],
      ["尾气分析仪", "", "1", "001234567890123456"],
    ],
  );
  assert.deepEqual(new Set(answer.rows.map(({ mode }) => mode)).size, 2);
});

const line = "四柱举升机,QJY-4,2,自用,";
const encodings: readonly [string, Buffer][] = [
  ["UTF-8", text([header.join(), line])],
  ["UTF-8 with a mark", text([`\uFEFF${header.join()}`, line])],
  // 设备名称,数量,自用还是外协 / 机,2,自用 as Excel in China saves it.
  [
    "GB 18030",
    Buffer.from("c9e8b1b8c3fbb3c62ccafdc1bf2cd7d4d3c3bbb9cac7cde2d0ad0d0abbfa2c322cd7d4d3c3", "hex"),
  ],
];
for (const [name, bytes] of encodings)
  test(`a .csv in ${name} is read`, async () => {
    const { status, answer } = await give(bytes);
    assert.equal(status, 200);
    assert.equal(answer.rows[0]?.count, "2");
    assert.deepEqual(answer.remarks, []);
  });

test("the template is taken as it is handed out, once it is filled in", async () => {
  const reply = await fetch(`${portal.url}/api/businesses/SQ1011/lists/people/template.xlsx`);
  assert.equal(reply.status, 200);
  const cells = await readTable(Buffer.from(await reply.arrayBuffer()));
  assert.deepEqual(cells[0], [
    "姓名（必填）",
    "岗位或工种（必填）",
    "学历",
    "技术职称或职业资格",
    "证书编号",
  ]);
  const { answer } = await give(await workbook([cells[0]!, ["测试乙", "机修", null, null, null]]), "people");
  assert.equal(answer.rows[0]?.name, "测试乙");
});

const remarks: readonly [string, () => Promise<Buffer>, RegExp][] = [
  [
    "a name that the list does not have",
    () => workbook([header, ["机", null, 1, "租来的", null]]),
    /第 2 行.*租来的.*补选/,
  ],
  ["a formula in a .csv", async () => text([header.join(), "机,,=1+1,自用,"]), /第 2 行：数量是公式/],
  [
    "a column that we do not know",
    () =>
      workbook([
        [...header, "备注"],
        ["机", null, 1, "自用", null, "旧"],
      ]),
    /“备注”这一列用不上/,
  ],
];
for (const [what, file, says] of remarks)
  test(`${what} is remarked on with its row, and the rest is taken`, async () => {
    const { status, answer } = await give(await file());
    assert.equal(status, 200);
    assert.equal(answer.rows[0]?.name, "机");
    assert.match(answer.remarks.join("\n"), says);
  });

/** A zip whose one entry is 200 MB of blanks. */
function bomb(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(200 * 1024 * 1024, 32), { level: 1 });
  const name = Buffer.from("xl/worksheets/sheet1.xml");
  const local = Buffer.alloc(30);
  local.write("PK\u0003\u0004", 0, "latin1");
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.write("PK\u0001\u0002", 0, "latin1");
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}

const refused: readonly [string, () => Buffer | Promise<Buffer>, RegExp][] = [
  [
    "no header that we know",
    () =>
      workbook([
        ["甲", "乙"],
        ["1", "2"],
      ]),
    /没有找到表头.*“设备名称”/,
  ],
  [
    "a column missing",
    () =>
      workbook([
        ["设备名称", "数量"],
        ["机", 1],
      ]),
    /缺少“自用还是外协”这一列/,
  ],
  ["a header alone", () => workbook([header]), /表头下面没有内容/],
  ["10 000 rows", () => text([header.join(), ...Array(10_000).fill(line)]), /有 10000 行，最多只能有 500 行/],
  ["an empty file", () => Buffer.alloc(0), /空的/],
  ["an old .xls", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), /另存为.*\.xlsx/],
  ["a picture", () => Buffer.from("ffd8ffe000104a464946000101", "hex"), /不是表格文件/],
  ["a zip that is no workbook", () => Buffer.from("PK\u0003\u0004rubbish"), /打不开/],
  ["a zip that swells to 200 MB", bomb, /打不开/],
  ["more than 2 MB", () => Buffer.alloc(2_200_000, "a"), /最多 2 MB/],
];
for (const [what, file, says] of refused)
  test(`${what}: refused in words`, async () => {
    const { status, message } = await give(await file());
    assert.equal(status, 422);
    assert.match(message ?? "", says);
  });

test("after all that, a good table is still read", async () => {
  assert.equal((await give(text([header.join(), line]))).status, 200);
});
