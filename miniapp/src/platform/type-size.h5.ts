/** On H5 the style sheet follows the browser's own type size. */
export const deviceTypeSize = () => 1;
