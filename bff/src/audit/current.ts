import type { Fact } from "./entry.ts";
import { type AuditLog, openAuditLog } from "./log.ts";

let log: AuditLog | null = null;

/** Sets the log of this run, once at its start: a new run has a chain of its own. */
export function useAudit(opened: AuditLog): void {
  log = opened;
}

/**
 * Writes a fact into this run's chain; resolves once it is durable. Throws when it cannot be written: then what it
 * tells of must not leave the house.
 */
export function record(fact: Fact): Promise<void> {
  log ??= openAuditLog();
  return log.record(fact);
}

/** Whether the trail can be written, as far as this run knows; while it cannot, nothing is sent or confirmed. */
export async function takesEntries(): Promise<boolean> {
  return log === null || log.takesEntries();
}
