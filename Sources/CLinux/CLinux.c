#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <unistd.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>

int linux_exchange(const char *first, const char *second) {
  return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE) == 0 ? 0 : errno;
}

int linux_sync_file_system(int descriptor) {
  return syncfs(descriptor) == 0 ? 0 : errno;
}

int linux_try_lock(int descriptor) {
  return flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
}

void linux_unlock(int descriptor) {
  flock(descriptor, LOCK_UN);
}

/// Starts the program anew with the setting; comes back where it has it already, or it can't be.
static void start_with_tunables(char *const words[]) {
  static const char name[] = "GLIBC_TUNABLES", wanted[] = "glibc.malloc.tcache_count=60000";
  const char *set = getenv(name);
  if (set != NULL) {
    if (strcmp(set, wanted) == 0) unsetenv(name);
    return;
  }
  // From a program with more rights than its user the setting is taken away each time.
  if (getauxval(AT_SECURE) != 0) return;
  char program[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
  if (length <= 0) return;
  program[length] = '\0';
  if (setenv(name, wanted, 1) != 0) return;
  execv(program, words);
  unsetenv(name);
}

void linux_set_up_allocator(char *const words[]) {
  start_with_tunables(words);
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  mallopt(M_ARENA_MAX, processors > 1 ? (int)processors : 1);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 64 << 20);
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

extern char **environ;

int linux_run_shell(const char *command, const void *input, long count) {
  int file = memfd_create("run report", MFD_CLOEXEC);
  if (file < 0) return -errno;
  for (long start = 0; start < count;) {
    long written = write(file, (const char *)input + start, count - start);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      int code = errno;
      close(file);
      return -code;
    }
    start += written;
  }
  lseek(file, 0, SEEK_SET);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, file, STDIN_FILENO);
  char *const words[] = {"sh", "-c", (char *)command, NULL};
  pid_t process;
  int code = posix_spawn(&process, "/bin/sh", &actions, NULL, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(file);
  if (code != 0) return -code;
  int status;
  while (waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return -errno;
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

long linux_start(const char *program, char *const words[], const char *folder, const char *output, int *errors) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  posix_spawn_file_actions_addchdir_np(&actions, folder);
  pid_t process;
  int code = posix_spawnp(&process, program, &actions, NULL, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (code != 0) {
    close(ends[0]);
    return -code;
  }
  *errors = ends[0];
  return process;
}
