import { destination, type Logger, pino } from "pino";

export type Log = Logger;

/** An id number (18 characters), a phone number, a bearer token: the last line of defence, nobody should log them at all. */
const personal: readonly (readonly [RegExp, string])[] = [
  [/(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, "[id-number]"],
  [/(?<![\dA-Za-z])1[3-9]\d{9}(?![\dA-Za-z])/g, "[phone]"],
  [/\b(Bearer|session=)\s*[\w.~+/=-]{16,}/gi, "$1 [token]"],
];

/** The line without what could name a person; line breaks are already escaped by JSON. */
export function masked(line: string): string {
  return personal.reduce((text, [pattern, put]) => text.replace(pattern, put), line);
}

/**
 * JSON lines, by default to standard error (file descriptor 2). Where that is a file on a full disk, lines wait for
 * room, a mebibyte of them; later ones are lost. What must not be lost is in the audit trail.
 */
export function makeLog(level: string, write?: (line: string) => void): Log {
  const stream = write === undefined ? standardError() : { write };
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void stream.write(masked(line)) },
  );
}

function standardError() {
  const stream = destination({ fd: 2, sync: true, maxLength: 2 ** 20 });
  stream.on("error", () => {}); // else the process would end
  return stream;
}
