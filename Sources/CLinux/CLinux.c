#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

int linux_exchange(const char *first, const char *second) {
  return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE) == 0 ? 0 : errno;
}

int linux_sync_file_system(int descriptor) {
  return syncfs(descriptor) == 0 ? 0 : errno;
}

int linux_try_lock(int descriptor) {
  return flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
}

int linux_limit_processors(int count) {
  cpu_set_t allowed, kept;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return errno;
  CPU_ZERO(&kept);
  for (int processor = 0; processor < CPU_SETSIZE && count > 0; processor++) {
    if (!CPU_ISSET(processor, &allowed)) continue;
    CPU_SET(processor, &kept);
    count--;
  }
  return sched_setaffinity(0, sizeof kept, &kept) == 0 ? 0 : errno;
}
