/** Something that a person can act on; its message is one sentence. Exit code 1. */
export class DemoError extends Error {}

/** The case came to a bad end. Exit code 2. */
export class BadEnd extends DemoError {}
