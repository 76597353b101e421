// Imported for its effect (`node --import`): the process ends when its parent is gone, by SIGKILL too,
// so that nothing left behind holds a port, a lock or a folder.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 500);
watch.unref();
// Ctrl-C reaches the whole process group at once; the order of stopping is the parent's to decide.
process.on("SIGINT", () => {});
