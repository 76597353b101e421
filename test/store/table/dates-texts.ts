// Dates from text and to text: reference/operator/aggregation/dateFromString, dateToString.
import { ObjectId } from "bson";
import { fails, has, is, page, value } from "./row.ts";

const at = (iso: string) => new Date(iso);
const d = at("2017-07-04T14:56:42.911Z");
const one = [{ _id: 1, d, z: null, tz: "America/New_York", text: "2017-02-08T12:10:40.787" }];
const e = (name: string, expression: unknown, v: unknown) => [name, one, value(expression), is(v)] as const;
const no = (name: string, expression: unknown, code: number) =>
  [name, one, value(expression), fails(code)] as const;
const from = (dateString: unknown, more: object = {}) => ({ $dateFromString: { dateString, ...more } });
const to = (more: object) => ({ $dateToString: { date: "$d", ...more } });

/** One row for many texts, each with the instant it stands for. */
const read = (name: string, cases: [text: string, iso: string, more?: object][]) =>
  e(
    name,
    cases.map(([text, , more]) => from(text, more)),
    cases.map(([, iso]) => at(iso)),
  );
const midnight = "2017-07-04T00:00:00Z";

export const rows = [
  ...page(
    "reference/operator/aggregation/dateFromString",
    read("$dateFromString by itself reads ISO 8601", [
      ["2017-02-08T12:10:40.787", "2017-02-08T12:10:40.787Z"],
      ["2017-02-08", "2017-02-08T00:00:00Z"],
      ["2017-07-06 11:36:54", "2017-07-06T11:36:54Z"],
      ["2017-07-04T11:56:02.81Z", "2017-07-04T11:56:02.810Z"],
      ["2017-07-04T11:56.02", "2017-07-04T11:56:02Z"],
      ["20170704T115602", "2017-07-04T11:56:02Z"],
      ["2017-07-04 11:56", "2017-07-04T11:56:00Z"],
      ["2017-W27-2", midnight],
      ["2017-185", midnight],
    ]),
    read("$dateFromString reads other ways to write a date", [
      ["July 4th, 2017", midnight],
      ["July 4th, 2017 12:39:30 BST", "2017-07-04T11:39:30Z"],
      ["July 4th, 2017 11am", "2017-07-04T11:00:00Z"],
      ["July 4th, 2017 12pm", "2017-07-04T12:00:00Z"],
      ["7/4/17", midnight],
      ["04-07-2017", midnight],
      ["2017-Jul-04 noon", "2017-07-04T12:00:00Z"],
      ["Tue, 04 Jul 2017 11:56:02 GMT", "2017-07-04T11:56:02Z"],
    ]),
    read("$dateFromString reads the zone in the text", [
      ["2017-07-14T12:02:44.771+03", "2017-07-14T09:02:44.771Z"],
      ["2017-07-14T12:02:44.771+0330", "2017-07-14T08:32:44.771Z"],
      ["2017-07-14T12:02:44.771 GMT+02:00", "2017-07-14T10:02:44.771Z"],
      ["2017-07-04 12:48:07 GMT-0200", "2017-07-04T14:48:07Z"],
      ["2017-07-14T12:02:44.771 EST", "2017-07-14T17:02:44.771Z"],
      ["2017-07-14T12:02:44.771 L", "2017-07-14T01:02:44.771Z"],
      ["2017-07-14T12:02:44.771 UTC", "2017-07-14T12:02:44.771Z"],
    ]),
    read("$dateFromString on the clock of its timezone", [
      ["2017-02-08T12:10:40.787", "2017-02-08T17:10:40.787Z", { timezone: "America/New_York" }],
      ["2017-02-08", "2017-02-08T05:00:00Z", { timezone: "-05:00" }],
      ["2017-02-09", "2017-02-09T00:00:00Z", { timezone: "Europe/London" }],
      ["2017-02-09T03:35:02.055", "2017-02-08T22:05:02.055Z", { timezone: "+0530" }],
      ["2017-07-06T12:35:37", "2017-07-06T03:35:37Z", { timezone: "Asia/Tokyo" }],
      ["2017-07-06 12:35:37", "2017-07-06T08:35:37Z", { timezone: "+04" }],
      ["2017-07-06T12:35:37Z", "2017-07-06T12:35:37Z", { timezone: "UTC" }],
    ]),
    read("$dateFromString with a timezone where the clock is put back or forward", [
      ["2020-11-01T01:30:00", "2020-11-01T05:30:00Z", { timezone: "America/New_York" }],
      ["2020-03-08T02:30:00", "2020-03-08T07:30:00Z", { timezone: "America/New_York" }],
    ]),
    e(
      "$dateFromString takes text and timezone from the document",
      from("$text", { timezone: "$tz" }),
      at("2017-02-08T17:10:40.787Z"),
    ),
    read("$dateFromString by a format", [
      ["06-15-2018", "2018-06-15T00:00:00Z", { format: "%m-%d-%Y" }],
      ["15-06-2018", "2018-06-15T00:00:00Z", { format: "%d-%m-%Y" }],
      ["20180615", "2018-06-15T00:00:00Z", { format: "%Y%m%d" }],
      ["2018-06-15 12:34:56", "2018-06-15T12:34:56Z", { format: "%Y-%m-%d %H:%M:%S" }],
      ["2007-12-03T10:15", "2007-12-03T10:15:00Z", { format: "%Y-%m-%dT%H:%M" }],
      ["Day: 05 Month: 12 Year: 1988", "1988-12-05T00:00:00Z", { format: "Day: %d Month: %m Year: %Y" }],
      ["1992 % 04 % 26", "1992-04-26T00:00:00Z", { format: "%Y %% %m %% %d" }],
      ["Jun 15, 2018", "2018-06-15T00:00:00Z", { format: "%b %d, %Y" }],
      ["June 15, 2018", "2018-06-15T00:00:00Z", { format: "%B %d, %Y" }],
      ["2018 166", "2018-06-15T00:00:00Z", { format: "%Y %j" }],
      ["4/26/1992:+0445", "1992-04-25T19:15:00Z", { format: "%m/%d/%Y:%z" }],
      ["4/26/1992:+285", "1992-04-25T19:15:00Z", { format: "%m/%d/%Y:%Z" }],
      ["2017-07-14 12:02 GMT+02", "2017-07-14T10:02:00Z", { format: "%Y-%m-%d %H:%M %z" }],
      ["53.7.2017", "2018-01-07T00:00:00Z", { format: "%V.%u.%G" }],
      ["2017年07月04日", midnight, { format: "%Y年%m月%d日" }],
      [
        "2017-07-04T11:56.02.81",
        "2017-07-04T10:56:02.810Z",
        { format: "%Y-%m-%dT%H:%M.%S.%L", timezone: "+01:00" },
      ],
    ]),
    e(
      "$dateFromString of null is null, or onNull",
      [from("$z"), from("$nope", { onNull: at("1970-01-01T00:00:00Z") }), from("$text", { timezone: "$z" })],
      [null, at("1970-01-01T00:00:00Z"), null],
    ),
    e(
      "$dateFromString: onError for what cannot be read, and only then",
      [
        from("20177-02-09T03:35:02.055", { timezone: "America/New_York", onError: "as it was" }),
        from(5, { onError: "no text" }),
        from("2018-02-30", { onError: null }),
        from("2018-02-03", { onError: "not taken" }),
      ],
      ["as it was", "no text", null, at("2018-02-03T00:00:00Z")],
    ),
    ...[
      ["an incomplete date", from("July 4th")],
      ["a time alone", from("12:50:53")],
      ["words", from("the day before")],
      ["a day that the month does not have", from("2018-02-30")],
      ["an hour that no day has", from("2018-02-03T25:00:00")],
      ["a number", from(20180203)],
      ["a zone in the text and a timezone", from("2017-07-12T22:23:55Z", { timezone: "Europe/Amsterdam" })],
      ["an Olson identifier in the text", from("2017-07-12T22:23:55 Europe/Amsterdam")],
      ["text that ends before its format", from("2018-01", { format: "%Y-%m-%d" })],
      ["text that goes on after its format", from("2018-01", { format: "%Y" })],
      ["another separator than the format's", from("2018/01/02", { format: "%Y-%m-%d" })],
      ["ISO and natural parts mixed", from("12/31/2018", { format: "%m/%d/%G" })],
    ].map(([what, expression]) => no(`$dateFromString of ${what} fails`, expression, 241)),
    no("$dateFromString with an unknown specifier fails", from("1992", { format: "%n" }), 18536),
    no("$dateFromString with half a specifier fails", from("1992", { format: "%Y%" }), 18535),
    no("$dateFromString with a format that is no text fails", from("1992", { format: 5 }), 40684),
    no("$dateFromString with an unknown argument fails", from("1992", { zone: "UTC" }), 40541),
    no(
      "$dateFromString with an unknown timezone fails, whatever onError says",
      from("1992-01-01", { timezone: "Mars/Base", onError: 1 }),
      40485,
    ),
    no("$dateFromString with a timezone that is no text fails", from("1992-01-01", { timezone: 8 }), 40517),
    e(
      "$toDate and $convert read the same texts",
      [
        { $toDate: "2018-03-20 11:00:06 +0500" },
        { $convert: { input: "Friday", to: "date", onError: "no date" } },
      ],
      [at("2018-03-20T06:00:06Z"), "no date"],
    ),
    no("$toDate of words fails", { $toDate: "Friday" }, 241),
  ),
  ...page(
    "reference/operator/aggregation/dateToString",
    e(
      "$dateToString in zones with whole, half and quarter hours",
      ["UTC", "Europe/London", "America/New_York", "Australia/Eucla", "-05:30", "+03"].map((timezone) =>
        to({ timezone, format: "%Y-%m-%d %H:%M:%S %z (%Z minutes)" }),
      ),
      [
        "2017-07-04 14:56:42 +0000 (0 minutes)",
        "2017-07-04 15:56:42 +0100 (60 minutes)",
        "2017-07-04 10:56:42 -0400 (-240 minutes)",
        "2017-07-04 23:41:42 +0845 (525 minutes)",
        "2017-07-04 09:26:42 -0530 (-330 minutes)",
        "2017-07-04 17:56:42 +0300 (180 minutes)",
      ],
    ),
    e(
      "$dateToString with every specifier, and before 1970",
      [
        to({ format: "%b (%B) %d, %Y; %j; W%w-%U; %G-W%V-%u; 100%%" }),
        { $dateToString: { date: at("2017-01-01T15:08:51.911Z"), format: "%Y-%w-%U %G-%u-%V" } },
        { $dateToString: { date: at("1935-07-10T11:36:37.133Z"), format: "%H:%M:%S.%L" } },
      ],
      ["Jul (July) 04, 2017; 185; W3-27; 2017-W27-2; 100%", "2017-1-01 2016-7-52", "11:36:37.133"],
    ),
    e(
      "$dateToString without a format ends in Z in UTC only",
      [to({}), to({ timezone: "UTC" }), to({ timezone: "America/New_York" })],
      ["2017-07-04T14:56:42.911Z", "2017-07-04T14:56:42.911Z", "2017-07-04T10:56:42.911"],
    ),
    e(
      "$dateToString of null, of an ObjectId, with null for zone or format",
      [
        { $dateToString: { date: "$z" } },
        { $dateToString: { date: "$nope", onNull: "none" } },
        { $dateToString: { date: new ObjectId("507c7f79bcf86cd7994f6c0e"), format: "%Y-%m-%d" } },
        to({ timezone: "$nope" }),
        to({ format: "$z" }),
      ],
      [null, "none", "2012-10-15", null, null],
    ),
    no("$dateToString with an unknown specifier fails", to({ format: "%n" }), 18536),
    no("$dateToString with half a specifier fails", to({ format: "%" }), 18535),
    no("$dateToString with an unknown timezone fails", to({ timezone: "DoesNotExist" }), 40485),
    no("$dateToString of a number fails", { $dateToString: { date: 42 } }, 16006),
    no("$dateToString without a date fails", { $dateToString: { format: "%Y" } }, 18628),
    ["$dateToString gives a string", one, value({ $type: to({}) }), has([{ v: "string" }])],
  ),
];
