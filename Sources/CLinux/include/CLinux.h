#ifndef CLINUX_H
#define CLINUX_H

/// Exchanges what two paths name, in one step. Glibc's Swift module hides `renameat2`, so this calls it from C.
///
/// Gives 0, or the value of `errno`: `EINVAL` where the file system can't exchange.
int linux_exchange(const char *first, const char *second);

#endif
