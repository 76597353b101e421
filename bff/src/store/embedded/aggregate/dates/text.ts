import { typeOf, type Value } from "../../bson/value.ts";
import { demand, MongoError } from "../../errors.ts";
import type { Run } from "../expression.ts";
import { checkReadFormat, formatDate, readByFormat } from "./format.ts";
import { argumentsOf, instantOf, isNil } from "./operands.ts";
import { parseDate } from "./parse.ts";
import { instantRead } from "./read.ts";
import { UTC, type Zone, zoneOf } from "./zone.ts";

/** A text without a format as `$toDate` reads it. @throws MongoError ConversionFailure */
export const dateIn = (text: string, zone: Zone = UTC): Date => instantRead(parseDate(text), text, zone);

/** `$dateToString` and `$dateFromString`. */
export const DATE_TEXTS: Record<string, (operand: Value, name: string) => Run> = {
  $dateToString: (operand, name) => {
    const codes = { shape: 18629, unknown: 18534, missing: 18628 };
    const runs = argumentsOf(name, operand, ["date"], ["format", "timezone", "onNull"], codes);
    return (scope) => {
      const date = runs.date!(scope);
      const zone = zoneOf(runs.timezone, scope);
      if (isNil(date)) return runs.onNull ? runs.onNull(scope) : null;
      const format = runs.format ? runs.format(scope) : `%Y-%m-%dT%H:%M:%S.%L${zone?.isUtc ? "Z" : ""}`;
      if (!zone || isNil(format)) return null;
      demand(
        typeof format === "string",
        18533,
        `${name} requires that 'format' be a string, found: ${typeOf(format)}`,
      );
      const at = instantOf(date);
      const offset = zone.offset(at);
      return formatDate(format, at + offset, offset);
    };
  },
  $dateFromString: (operand, name) => {
    const codes = { shape: 40540, unknown: 40541, missing: 40542 };
    const optional = ["format", "timezone", "onError", "onNull"];
    const runs = argumentsOf(name, operand, ["dateString"], optional, codes);
    return (scope) => {
      const text = runs.dateString!(scope);
      const format = runs.format?.(scope);
      if (!isNil(format)) {
        demand(
          typeof format === "string",
          40684,
          `${name} requires that 'format' be a string, found: ${typeOf(format)}`,
        );
        checkReadFormat(format);
      }
      const zone = zoneOf(runs.timezone, scope);
      if (isNil(text)) return runs.onNull ? runs.onNull(scope) : null;
      try {
        demand(
          typeof text === "string",
          "ConversionFailure",
          `${name} requires that 'dateString' be a string, found: ${typeOf(text)} with value ${String(text)}`,
        );
        if (!zone || (runs.format && isNil(format))) return null;
        return typeof format === "string"
          ? instantRead(readByFormat(text, format), text, zone)
          : dateIn(text, zone);
      } catch (error) {
        const isUnreadable = error instanceof MongoError && error.codeName === "ConversionFailure";
        if (isUnreadable && runs.onError) return runs.onError(scope);
        throw error;
      }
    };
  },
};
