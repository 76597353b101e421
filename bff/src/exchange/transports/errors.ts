/** Surely no byte of the message left us: it was not processed there. */
export class NotSent extends Error {
  override readonly name = "NotSent";
}

/** It may have arrived: only sending it again, with the same SerialNum, can tell. */
export class Unknown extends Error {
  override readonly name = "Unknown";
}
