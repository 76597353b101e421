// Preloaded into a store: while the file ROOT_PAGE_FAILS is there, its disk has no room for LMDB's root page, as can be
// on a file system that writes every change to a new place. LMDB writes it through a synchronous handle.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  const char *sign = getenv("ROOT_PAGE_FAILS");
  if (sign && (fcntl(fd, F_GETFL) & O_DSYNC) && access(sign, F_OK) == 0) {
    errno = ENOSPC;
    return -1;
  }
  ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
  return real(fd, bytes, length, at);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }
