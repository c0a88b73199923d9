#ifndef CLINUX_H
#define CLINUX_H

/// Exchanges what two paths name, in one step. Glibc's Swift module hides `renameat2`, so this calls it from C.
///
/// Gives 0, or the value of `errno`: `EINVAL` where the file system can't exchange.
int linux_exchange(const char *first, const char *second);

/// Waits until the file system that holds the open file `descriptor` has everything on the disk. Hidden by Glibc's
/// Swift module, like `renameat2`. One call for thousands of files, where `fsync` waits for each of them.
///
/// Gives 0, or the value of `errno`.
int linux_sync_file_system(int descriptor);

/// Takes the exclusive lock of an open file, without waiting. In Swift `flock` names the structure as well.
///
/// Gives 0, or the value of `errno`: `EWOULDBLOCK` when another process holds the lock.
int linux_try_lock(int descriptor);

/// Lets go of the lock of an open file, for every process that has inherited it.
void linux_unlock(int descriptor);

/// Keeps this process, and the threads it will start, to the first `count` of the processors it may use.
///
/// Gives 0, or the value of `errno`. `cpu_set_t` is filled by macros, which Swift can't call.
int linux_limit_processors(int count);

/// Sets the allocator up for a program that takes much memory, works with all processors and ends soon.
///
/// There are as many arenas as processors, so that threads find what others let go; what is let go stays with the
/// process, and large lists are taken from there, not mapped anew, which would have the kernel clear their pages again and
/// again; an arena gets its addresses at once, not in thousands of calls. `mallopt` isn't in Glibc's Swift module.
void linux_set_up_allocator(void);

/// Starts this program anew with the same words, in the same process, so that its allocator keeps more at hand; comes
/// back where it does already, or can't.
///
/// How many small pieces a thread keeps at hand is read from the environment alone, before a program starts: seven of
/// each size, where this one lets go of thousands at once, and much of its time went into joining and splitting them.
/// Where `GLIBC_TUNABLES` is set it is left as it is. Programs that this one starts don't find the setting.
void linux_start_anew(char *const words[]);

/// Runs a command in the shell and waits for its end; it finds `count` bytes of `input` on its standard input.
///
/// The input lies in memory, so that neither side waits for the other. Gives the exit code, 128 and the signal's number
/// for a command that was killed, or the negative value of `errno` for one that couldn't be started.
int linux_run_shell(const char *command, const void *input, long count);

/// Starts a program, found on the path, in a folder, with nothing on its standard input and `output` as its standard
/// output; `errors` becomes the end of a pipe from which its standard error is read. Glibc's Swift module hides `pipe2`
/// and the action that changes the folder.
///
/// Gives the process's id, or the negative value of `errno`.
long linux_start(const char *program, char *const words[], const char *folder, const char *output, int *errors);

#endif
