// Parts of dates, and reckoning with dates, on the clock of a time zone.
import { Long, ObjectId, Timestamp } from "bson";
import { fails, is, page, value } from "./row.ts";

const at = (iso: string) => new Date(iso);
const d = at("2017-06-19T15:13:25.713Z");
const one = [{ _id: 1, d, z: null, ts: new Timestamp({ t: 1350336377, i: 1 }) }];
const e = (name: string, expression: unknown, v: unknown) => [name, one, value(expression), is(v)] as const;
const no = (name: string, expression: unknown, code: number) =>
  [name, one, value(expression), fails(code)] as const;
const newYork = "America/New_York";
const paris = "Europe/Paris";
const add = (startDate: unknown, unit: unknown, amount: unknown, timezone?: unknown) => ({
  $dateAdd: { startDate, unit, amount, ...(timezone === undefined ? {} : { timezone }) },
});
const diff = (start: string, end: string, unit: string, more: object = {}) => ({
  $dateDiff: { startDate: at(start), endDate: at(end), unit, ...more },
});
const trunc = (date: string, unit: string, more: object = {}) => ({
  $dateTrunc: { date: at(date), unit, ...more },
});

export const rows = [
  ...page(
    "reference/operator/aggregation/dateToParts",
    e(
      "$dateToParts in a zone, and by ISO weeks",
      [
        { $dateToParts: { date: "$d", timezone: newYork } },
        { $dateToParts: { date: at("2017-01-01T01:29:09.123Z"), iso8601: true } },
        { $dateToParts: { date: "$z" } },
        { $dateToParts: { date: "$d", timezone: "$nope" } },
      ],
      [
        { year: 2017, month: 6, day: 19, hour: 11, minute: 13, second: 25, millisecond: 713 },
        { isoWeekYear: 2016, isoWeek: 52, isoDayOfWeek: 7, hour: 1, minute: 29, second: 9, millisecond: 123 },
        null,
        null,
      ],
    ),
    e(
      "every part in a zone",
      [
        ...["year", "month", "dayOfMonth", "hour", "minute", "dayOfYear", "dayOfWeek", "week"],
        ...["isoDayOfWeek", "isoWeek", "isoWeekYear"],
      ].map((part) => ({ [`$${part}`]: { date: at("2016-01-01T02:30:00Z"), timezone: newYork } })),
      [2015, 12, 31, 21, 30, 365, 5, 52, 4, 53, Long.fromNumber(2015)],
    ),
    e(
      "parts of an ObjectId, of a timestamp, of null, in a list of one",
      [
        { $year: new ObjectId("507c7f79bcf86cd7994f6c0e") },
        { $hour: "$ts" },
        { $month: "$z" },
        { $dayOfMonth: ["$d"] },
        { $hour: { date: "$d", timezone: "$z" } },
      ],
      [2012, 21, null, 19, null],
    ),
    no(
      "$dateToParts with an unknown timezone fails",
      { $dateToParts: { date: "$d", timezone: "DoesNot/Exist" } },
      40485,
    ),
    no(
      "$dateToParts with iso8601 that is no bool fails",
      { $dateToParts: { date: "$d", iso8601: 5 } },
      40521,
    ),
    no("$year of a number fails", { $year: 42 }, 16006),
    no("$hour with an unknown argument fails", { $hour: { date: "$d", zone: "UTC" } }, 40535),
    e(
      "$dateFromParts in zones",
      [
        {
          $dateFromParts: { year: 2017, month: 6, day: 23, hour: 14, minute: 27, timezone: "Europe/Berlin" },
        },
        { $dateFromParts: { year: 2017, month: 6, day: 23, hour: 16, minute: 42, timezone: "+04:15" } },
        { $dateFromParts: { year: 2016, month: 12, day: 31, hour: 23, timezone: newYork } },
        { $dateFromParts: { isoWeekYear: 2017, isoWeek: 6, isoDayOfWeek: 3, hour: 12 } },
        { $dateFromParts: { year: 2017, month: "$nope" } },
      ],
      [
        at("2017-06-23T12:27:00Z"),
        at("2017-06-23T12:27:00Z"),
        at("2017-01-01T04:00:00Z"),
        at("2017-02-08T12:00:00Z"),
        null,
      ],
    ),
    e(
      "$dateFromParts carries what is out of range",
      [{ month: 14, day: 1, hour: 12 }, { month: 4, day: 0 }, { day: 61 }, { second: 71841012 }].map(
        (more) => ({
          $dateFromParts: { year: 2017, ...more },
        }),
      ),
      [
        at("2018-02-01T12:00:00Z"),
        at("2017-03-31T00:00:00Z"),
        at("2017-03-02T00:00:00Z"),
        at("2019-04-12T11:50:12Z"),
      ],
    ),
    no("$dateFromParts of a year beyond 9999 fails", { $dateFromParts: { year: 10000 } }, 40523),
    no("$dateFromParts of half a year fails", { $dateFromParts: { year: 2017.5 } }, 40515),
    no(
      "$dateFromParts with ISO and natural parts fails",
      { $dateFromParts: { year: 2017, isoWeek: 1 } },
      40525,
    ),
    no("$dateFromParts without a year fails", { $dateFromParts: { month: 1 } }, 40516),
  ),
  ...page(
    "reference/operator/aggregation/dateAdd",
    e(
      "$dateAdd of a day and of 24 hours where the clock is put back",
      [
        add(at("2020-10-24T18:10:00Z"), "day", 1, paris),
        add(at("2020-10-24T18:10:00Z"), "hour", 24, paris),
        add(at("2020-11-01T05:50:02Z"), "hour", 1, newYork),
      ],
      [at("2020-10-25T19:10:00Z"), at("2020-10-25T18:10:00Z"), at("2020-11-01T06:50:02Z")],
    ),
    e(
      "$dateAdd of months keeps within the month of the zone",
      [
        add(at("2021-01-30T23:30:00Z"), "month", 1, paris),
        {
          $dateSubtract: {
            startDate: at("2021-01-31T03:00:00Z"),
            unit: "month",
            amount: 2,
            timezone: newYork,
          },
        },
        {
          $dateSubtract: { startDate: at("2020-12-31T12:10:05Z"), unit: "month", amount: 3, timezone: paris },
        },
        { $dateSubtract: { startDate: at("2020-12-31T12:10:05Z"), unit: "quarter", amount: 2 } },
        add("$d", "day", Long.fromNumber(1), "$nope"),
      ],
      [
        at("2021-02-27T23:30:00Z"),
        at("2020-12-01T03:00:00Z"),
        at("2020-09-30T11:10:05Z"),
        at("2020-06-30T12:10:05Z"),
        null,
      ],
    ),
    no("$dateAdd of half a day fails", add("$d", "day", 1.5), 5166405),
    no("$dateAdd to a text fails", add("today", "day", 1), 5166403),
    no("$dateAdd of an unknown unit fails", add("$d", "epoch", 1), 9),
    no("$dateAdd without an amount fails", { $dateAdd: { startDate: "$d", unit: "day" } }, 5166402),
    no("$dateAdd with an unknown timezone fails", add("$d", "day", 1, "Unknown"), 40485),
  ),
  ...page(
    "reference/operator/aggregation/dateDiff",
    e(
      "$dateDiff counts the boundaries of the zone",
      [
        diff("2020-11-01T18:23:36Z", "2020-11-02T00:00:00Z", "hour"),
        diff("2021-01-17T05:00:00Z", "2021-01-17T04:59:00Z", "week", {
          timezone: newYork,
          startOfWeek: "sunday",
        }),
        diff("2021-01-24T18:23:36Z", "2021-01-25T02:23:36Z", "week", { startOfWeek: "MONDAY" }),
        diff("2021-01-24T18:23:36Z", "2021-01-25T02:23:36Z", "week"),
        diff("2020-12-31T23:00:00Z", "2021-01-01T00:30:00Z", "year", { timezone: "Asia/Shanghai" }),
        diff("2020-12-31T15:00:00Z", "2020-12-31T16:30:00Z", "month", { timezone: "Asia/Shanghai" }),
      ],
      [6, -1, 1, 0, 0, 1],
    ),
    e(
      "$dateDiff where the clock is put forward: a day of 23 hours",
      [
        diff("2021-03-14T05:00:00Z", "2021-03-15T04:00:00Z", "day", { timezone: newYork }),
        diff("2021-03-14T05:00:00Z", "2021-03-15T04:00:00Z", "hour", { timezone: newYork }),
        diff("2021-03-14T05:00:00Z", "2021-03-15T04:00:00Z", "minute", { timezone: newYork }),
      ],
      [1, 23, 1380],
    ),
    ["$dateDiff gives a long", one, value({ $type: diff("2020-01-01", "2021-01-01", "day") }), is("long")],
    no("$dateDiff of a text fails", { $dateDiff: { startDate: "x", endDate: "$d", unit: "hour" } }, 5166307),
    no("$dateDiff by an unknown unit fails", diff("2020-01-01", "2021-01-01", "decade"), 5439014),
    no(
      "$dateDiff by weeks that begin on no weekday fails",
      diff("2020-01-01", "2021-01-01", "week", { startOfWeek: "FRIDIE" }),
      5439016,
    ),
  ),
  ...page(
    "reference/operator/aggregation/dateTrunc",
    e(
      "$dateTrunc in bins on the clock of the zone",
      [
        trunc("2021-12-01T18:23:36Z", "hour", { binSize: 4, timezone: newYork }),
        trunc("2000-01-30T18:00:00Z", "week", { binSize: 2, timezone: newYork, startOfWeek: "mon" }),
        trunc("2021-02-15T18:23:36Z", "week"),
        trunc("2021-03-20T11:30:05Z", "week", { startOfWeek: "monday" }),
        trunc("2021-03-20T11:30:05Z", "month", { binSize: 2, timezone: "America/Los_Angeles" }),
        trunc("1999-12-31T23:00:00Z", "quarter", { binSize: 3 }),
        trunc("2021-03-14T18:00:00Z", "day", { timezone: newYork }),
      ],
      [
        at("2021-12-01T17:00:00Z"),
        at("2000-01-17T05:00:00Z"),
        at("2021-02-14T00:00:00Z"),
        at("2021-03-15T00:00:00Z"),
        at("2021-03-01T08:00:00Z"),
        at("1999-04-01T00:00:00Z"),
        at("2021-03-14T05:00:00Z"),
      ],
    ),
    e(
      "$dateTrunc of null, or in a zone that is null, is null",
      [
        { $dateTrunc: { date: "$z", unit: "day" } },
        trunc("2021-03-14T18:00:00Z", "day", { timezone: "$nope" }),
      ],
      [null, null],
    ),
    no("$dateTrunc in bins of nothing fails", trunc("2021-03-14", "day", { binSize: 0 }), 5439018),
    no("$dateTrunc in half bins fails", trunc("2021-03-14", "day", { binSize: 2.5 }), 5439017),
    no("$dateTrunc by an unknown unit fails", trunc("2021-03-14", "century"), 5439014),
  ),
];
