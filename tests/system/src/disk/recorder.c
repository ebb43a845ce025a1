/*
 * Writes down, in order, everything that a process does to the files of one folder and everything it says to its sockets. Preloaded
 * (LD_PRELOAD) into the real server by server-power-cut.ts; what the disk would hold after a cut of power is worked out from the
 * record afterwards (disk-image.ts), so that one run yields as many cuts as one likes.
 *
 *   ALCOVE_RECORD_FOLDER   the folder, absolute; what is outside of it is not recorded
 *   ALCOVE_RECORD_FILE     where the record goes; it is added to, so that a server that starts again goes on in it
 *
 * An event is {u8 kind, u64 file, u64 offset, u32 length, bytes}, little-endian. A file is its inode's number: names are only in the events
 * that change names. An event is written after the call returned, and with what the call really did; a call that failed is no event.
 * Not recorded: memory that is mapped (SQLite's -shm, which is rebuilt from nothing) and calls past the C library.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MADE = 1, WROTE, CUT, SYNCED, RENAMED, UNLINKED, FOLDER, SAID };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_length;
static dev_t device;
static int record = -1;

/* Past the C library, so that the record does not record itself. */
static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    long done = syscall(SYS_write, record, at, length);
    if (done < 0) {
      if (errno == EINTR) continue;
      abort(); /* a record with a hole in it would prove nothing */
    }
    at += done;
    length -= (size_t)done;
  }
}

__attribute__((constructor)) static void begin(void) {
  const char *where = getenv("ALCOVE_RECORD_FOLDER");
  const char *file = getenv("ALCOVE_RECORD_FILE");
  struct stat about;
  if (where == NULL || file == NULL || stat(where, &about) != 0) return;
  strncpy(folder, where, sizeof folder - 1);
  folder_length = strlen(folder);
  device = about.st_dev;
  record = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void note(uint8_t kind, uint64_t file, uint64_t offset, const struct iovec *parts, int count, size_t length) {
  unsigned char head[21];
  uint32_t size = (uint32_t)length;
  int saved = errno;
  head[0] = kind;
  memcpy(head + 1, &file, 8);
  memcpy(head + 9, &offset, 8);
  memcpy(head + 17, &size, 4);
  pthread_mutex_lock(&lock);
  put(head, sizeof head);
  for (int i = 0; i < count && length > 0; i++) {
    size_t take = parts[i].iov_len < length ? parts[i].iov_len : length;
    put(parts[i].iov_base, take);
    length -= take;
  }
  pthread_mutex_unlock(&lock);
  errno = saved;
}

static void note_text(uint8_t kind, uint64_t file, const char *text, size_t length) {
  struct iovec part = {(void *)text, length};
  note(kind, file, 0, &part, 1, length);
}

static int inside(const char *path) {
  return record >= 0 && strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == 0);
}

/* What a descriptor is to us: a file or folder on the recorded disk, a socket, or nothing. */
enum { NOTHING, FILE_HERE, SOCKET };
static int kind_of(int fd, struct stat *about) {
  if (record < 0 || fd == record || fstat(fd, about) != 0) return NOTHING;
  if (S_ISSOCK(about->st_mode)) return SOCKET;
  return (S_ISREG(about->st_mode) || S_ISDIR(about->st_mode)) && about->st_dev == device ? FILE_HERE : NOTHING;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int opened(int fd, const char *path, int flags, int was_there) {
  struct stat about;
  if (fd < 0 || !inside(path) || fstat(fd, &about) != 0) return fd;
  if (!was_there && S_ISREG(about.st_mode)) note_text(MADE, about.st_ino, path, strlen(path));
  else if (flags & O_TRUNC) note(CUT, about.st_ino, 0, NULL, 0, 0);
  return fd;
}

static int there(const char *path, int flags) {
  struct stat about;
  return (flags & O_CREAT) == 0 || !inside(path) || stat(path, &about) == 0;
}

#define MODE_OF(flags)                                                                                                  \
  mode_t mode = 0;                                                                                                     \
  if (flags & (O_CREAT | O_TMPFILE)) {                                                                                 \
    va_list rest;                                                                                                      \
    va_start(rest, flags);                                                                                             \
    mode = va_arg(rest, mode_t);                                                                                       \
    va_end(rest);                                                                                                      \
  }

int open(const char *path, int flags, ...) {
  MODE_OF(flags)
  int before = there(path, flags);
  return opened(REAL(open)(path, flags, mode), path, flags, before);
}
int open64(const char *path, int flags, ...) {
  MODE_OF(flags)
  int before = there(path, flags);
  return opened(REAL(open64)(path, flags, mode), path, flags, before);
}
int openat(int at, const char *path, int flags, ...) {
  MODE_OF(flags)
  int before = there(path, flags);
  return opened(REAL(openat)(at, path, flags, mode), path, flags, before);
}

static ssize_t wrote(int fd, const struct iovec *parts, int count, int64_t offset, int64_t before, ssize_t done) {
  struct stat about;
  if (done <= 0) return done;
  switch (kind_of(fd, &about)) {
    case SOCKET:
      note(SAID, about.st_ino, 0, parts, count, (size_t)done);
      break;
    case FILE_HERE:
      note(WROTE, about.st_ino, (uint64_t)(offset >= 0 ? offset : before), parts, count, (size_t)done);
      break;
    default:
      break;
  }
  return done;
}

/* Where a write without an offset will land. */
static int64_t place_of(int fd) {
  struct stat about;
  if (kind_of(fd, &about) != FILE_HERE) return 0;
  return fcntl(fd, F_GETFL) & O_APPEND ? about.st_size : lseek(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  struct iovec part = {(void *)bytes, length};
  int64_t before = place_of(fd);
  return wrote(fd, &part, 1, -1, before, REAL(write)(fd, bytes, length));
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  int64_t before = place_of(fd);
  return wrote(fd, parts, count, -1, before, REAL(writev)(fd, parts, count));
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  struct iovec part = {(void *)bytes, length};
  return wrote(fd, &part, 1, offset, 0, REAL(pwrite)(fd, bytes, length, offset));
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  struct iovec part = {(void *)bytes, length};
  return wrote(fd, &part, 1, offset, 0, REAL(pwrite64)(fd, bytes, length, offset));
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  return wrote(fd, parts, count, offset, 0, REAL(pwritev)(fd, parts, count, offset));
}
ssize_t send(int fd, const void *bytes, size_t length, int flags) {
  struct iovec part = {(void *)bytes, length};
  return wrote(fd, &part, 1, -1, 0, REAL(send)(fd, bytes, length, flags));
}
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  return wrote(fd, message->msg_iov, (int)message->msg_iovlen, -1, 0, REAL(sendmsg)(fd, message, flags));
}

static int done_to(int fd, uint8_t kind, uint64_t size, int failed) {
  struct stat about;
  if (failed == 0 && kind_of(fd, &about) == FILE_HERE) note(kind, about.st_ino, size, NULL, 0, 0);
  return failed;
}
int ftruncate(int fd, off_t size) { return done_to(fd, CUT, (uint64_t)size, REAL(ftruncate)(fd, size)); }
int ftruncate64(int fd, off64_t size) { return done_to(fd, CUT, (uint64_t)size, REAL(ftruncate64)(fd, size)); }
int fsync(int fd) { return done_to(fd, SYNCED, 0, REAL(fsync)(fd)); }
int fdatasync(int fd) { return done_to(fd, SYNCED, 0, REAL(fdatasync)(fd)); }

int rename(const char *from, const char *to) {
  int failed = REAL(rename)(from, to);
  if (failed == 0 && inside(from)) {
    struct iovec parts[2] = {{(void *)from, strlen(from) + 1}, {(void *)to, strlen(to)}};
    note(RENAMED, 0, 0, parts, 2, parts[0].iov_len + parts[1].iov_len);
  }
  return failed;
}
int unlink(const char *path) {
  int failed = REAL(unlink)(path);
  if (failed == 0 && inside(path)) note_text(UNLINKED, 0, path, strlen(path));
  return failed;
}
int mkdir(const char *path, mode_t mode) {
  struct stat about;
  int failed = REAL(mkdir)(path, mode);
  if (failed == 0 && inside(path) && stat(path, &about) == 0) note_text(FOLDER, about.st_ino, path, strlen(path));
  return failed;
}
