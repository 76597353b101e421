/** A kiosk, by the same measures as in theme/_units.scss: whoever comes next must find nothing of the last person. */
export const isSharedScreen = () => matchMedia("(min-width: 960px) and (max-aspect-ratio: 99/100)").matches;
