/** A mini-program runs in its owner's own WeChat: there is nothing to leave. */
export function leaveTerminal() {}
