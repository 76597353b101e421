import { existsSync, openSync, readFileSync, writeSync } from "node:fs";

/** A message of the portal that came in; `effect`: something was done for the first time. */
export interface Got {
  readonly t: "got";
  readonly at: number;
  readonly ipc: string;
  readonly serial: string;
  readonly sn: string;
  /** The application's own words, by which the campaign knows whose it is. */
  readonly mark: string;
  readonly code: string;
  readonly effect: boolean;
}

/** A feedback that was decided and must be said. */
export interface Says {
  readonly t: "says";
  readonly at: number;
  readonly ipc: string;
  readonly serial: string;
  readonly sn: string;
  readonly feedbackSn: string;
  readonly busiState: string;
  readonly date: string;
  readonly result: string;
  readonly body: Readonly<Record<string, string>>;
}

/** The portal answered it; `answer` is the whole text, which a repeat must get again. */
export interface Heard {
  readonly t: "heard";
  readonly at: number;
  readonly serial: string;
  readonly code: string;
  readonly answer: string;
}

interface Login {
  readonly t: "login";
  readonly at: number;
  readonly serial: string;
}

export type Line = Got | Says | Heard | Login;

/** Reads what a province wrote; a line cut short by a kill was never answered and counts for nothing. */
export function readJournal(file: string): Line[] {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .flatMap((line) => {
      try {
        return line === "" ? [] : [JSON.parse(line) as Line];
      } catch {
        return [];
      }
    });
}

/** The append-only file, and what it adds up to. */
export class Journal {
  /** SerialNum of each message that took effect. */
  readonly taken = new Set<string>();
  /** What became of each case here; open until it is accepted or withdrawn. */
  readonly courses = new Map<string, "open" | "accepted" | "withdrawn">();
  readonly unheard = new Map<string, Says>();
  /** How many were heard; it only grows. */
  heard = 0;
  readonly #fd: number;

  constructor(file: string) {
    const lines = readJournal(file);
    this.#fd = openSync(file, "a");
    if (lines.length > 0) writeSync(this.#fd, "\n");
    for (const line of lines) this.#apply(line);
  }

  write(line: Line): void {
    writeSync(this.#fd, `${JSON.stringify(line)}\n`);
    this.#apply(line);
  }

  #apply(line: Line): void {
    if (line.t === "got" && line.effect) {
      this.taken.add(line.serial);
      if (line.ipc.startsWith("SQ")) this.courses.set(line.sn, "open");
    } else if (line.t === "says") {
      this.unheard.set(line.serial, line);
      if (line.ipc === "JD1004") this.courses.set(line.sn, "accepted");
      if (line.ipc === "QX1002" && line.result === "1") this.courses.set(line.sn, "withdrawn");
    } else if (line.t === "heard" && line.code === "0000" && this.unheard.delete(line.serial))
      this.heard += 1;
  }
}
