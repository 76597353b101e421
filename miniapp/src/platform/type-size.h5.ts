/** On H5 the browser's own type size works by itself. */
export const deviceTypeSize = () => 1;
