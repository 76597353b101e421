/** A mini-program runs in its owner's own WeChat. */
export const isSharedScreen = () => false;
