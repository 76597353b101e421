/* Preloaded into the store by the power-loss test. Keeps, beside the data file, the image that a disk would hold
 * after a power cut: the file as it was when the last completed sync began, plus every write through a descriptor
 * that syncs by itself (O_DSYNC). What was written later and never synced is not in it. Syncs take SYNC_DELAY_US
 * longer, as on a slow disk, so that an answer given before the sync is caught. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t image_lock = PTHREAD_MUTEX_INITIALIZER;

static int is_data(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n < 8) return 0;
  path[n] = 0;
  return strcmp(path + n - 8, "data.mdb") == 0;
}

static void copy(int fd, const char *to) {
  char page[65536];
  off_t at = 0;
  ssize_t n;
  int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  while ((n = pread(fd, page, sizeof page, at)) > 0) {
    if (write(out, page, n) != n) abort();
    at += n;
  }
  close(out);
}

static int sync_and_record(int fd, const char *name) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  const char *image = getenv("SYNC_IMAGE"), *delay = getenv("SYNC_DELAY_US");
  if (!image || !is_data(fd)) return real(fd);
  char next[4096];
  snprintf(next, sizeof next, "%s.%lx", image, (unsigned long)pthread_self());
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  int readable = open(link, O_RDONLY);
  copy(readable, next);
  close(readable);
  if (delay) usleep(atoi(delay));
  int rc = real(fd);
  if (rc == 0) {
    pthread_mutex_lock(&image_lock);
    rename(next, image);
    pthread_mutex_unlock(&image_lock);
  }
  return rc;
}

int fdatasync(int fd) { return sync_and_record(fd, "fdatasync"); }
int fsync(int fd) { return sync_and_record(fd, "fsync"); }

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
  ssize_t n = real(fd, bytes, length, at);
  const char *image = getenv("SYNC_IMAGE");
  if (n > 0 && image && (fcntl(fd, F_GETFL) & O_DSYNC) && is_data(fd)) {
    pthread_mutex_lock(&image_lock);
    int out = open(image, O_WRONLY);
    if (out >= 0) {
      if (real(out, bytes, n, at) != n) abort();
      close(out);
    }
    pthread_mutex_unlock(&image_lock);
  }
  return n;
}
