/** A mini-program runs in its owner's own WeChat: it never warns. */
export const SilenceWarning = () => null;
