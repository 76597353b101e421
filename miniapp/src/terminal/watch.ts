/** A mini-program runs in its owner's own WeChat: silence means nothing. */
export function watchTerminal() {}
