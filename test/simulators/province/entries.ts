// The lines of a province's journal.
import type { Fault } from "./fault.ts";

export interface Received {
  readonly t: "received";
  readonly at: number;
  readonly ipc: string;
  readonly serial: string;
  /** "" where the interface names no case. */
  readonly sn: string;
  /** Digest of interface and plaintext Body: tells a resend from another message under the same number. */
  readonly hash: string;
  readonly values: Readonly<Record<string, string>>;
  readonly attachments: readonly {
    readonly imageType: string;
    readonly name?: string;
    readonly file?: string;
    readonly bytes?: number;
  }[];
  readonly faults: readonly Fault[];
  /** The code that was answered; 0000 without `taken` is a resend that had its effect before. */
  readonly code: string;
  readonly taken: boolean;
}

/** A message of ours to the portal, sent again until the portal answers 0000. */
export interface Feedback {
  readonly t: "feedback";
  readonly at: number;
  readonly id: string;
  readonly sn: string;
  readonly ipc: string;
  readonly serial: string;
  /** The state of B.12 that it tells; "" for a reply that tells none. */
  readonly state: string;
  readonly words: string;
  /** The Body's JSON; large binaries as `{"$file": digest}`. */
  readonly body: Readonly<Record<string, unknown>>;
}

export type Entry =
  | Received
  | Feedback
  /** A file of a feedback took its last form before it went out. */
  | {
      readonly t: "made";
      readonly at: number;
      readonly id: string;
      readonly name: string;
      readonly file: string;
    }
  | { readonly t: "delivered"; readonly at: number; readonly id: string }
  /** A case of an office window: no message ever asked for it. */
  | {
      readonly t: "window";
      readonly at: number;
      readonly sn: string;
      readonly business: string;
      readonly values: Readonly<Record<string, string>>;
    }
  | { readonly t: "wish"; readonly at: number; readonly sn: string }
  | { readonly t: "plan"; readonly at: number; readonly sn: string; readonly plan: "good" | "manual" }
  | {
      readonly t: "materials";
      readonly at: number;
      readonly sn: string;
      readonly ok: boolean;
      readonly faults: string[];
    }
  | { readonly t: "fault"; readonly at: number; readonly where: string; readonly message: string };
