// What: traces as files: sizes are looked at before anything is read, and a file appears complete.
// Source: open(2), O_TMPFILE: a file without a name, which nobody can prepare a trap for and which
// goes when the program goes, however it goes.
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>
#include <random>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "traces/codec.h"

namespace vmwire::traces {

namespace {

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closer>;

std::string complaint(const std::string& path, int error) {
  return path + ": " + std::strerror(error);
}

/// A rename cannot replace a device or a pipe: those are written as they are.
bool is_ordinary(const std::string& path) {
  struct stat status {};
  if (path.rfind("/dev/", 0) == 0) return false;
  return stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

/// A name in the folder that nobody could have known.
std::string fresh_name(const std::string& folder) {
  std::random_device random;
  return folder + "/.vmwire-" + std::to_string(random()) + std::to_string(random()) + ".part";
}

/// A new file in a folder, which is gone again unless it is kept.
class Part {
 public:
  explicit Part(const std::string& folder) : folder_(folder) {
    // Its name comes from /proc in the end.
    if (access("/proc/self/fd", X_OK) == 0) {
      fd_ = open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    }
    if (fd_ >= 0) return;
    const std::string name = fresh_name(folder);  // the file system has only named ones
    fd_ = open(name.c_str(), O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0666);
    if (fd_ >= 0) name_ = name;
  }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  ~Part() {
    if (fd_ >= 0) close(fd_);
    if (!name_.empty()) unlink(name_.c_str());
  }

  bool ok() const { return fd_ >= 0; }
  bool write(const std::string& text) const {
    for (std::size_t at = 0; at < text.size();) {
      const ssize_t count = ::write(fd_, text.data() + at, text.size() - at);
      if (count < 0 && errno != EINTR) return false;
      at += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
    }
    return true;
  }
  /// Under this name from now on, whatever had it.
  bool keep_as(const std::string& path) {
    if (name_.empty()) {
      const std::string name = fresh_name(folder_);
      const std::string self = "/proc/self/fd/" + std::to_string(fd_);
      if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0) {
        return false;
      }
      name_ = name;
    }
    if (std::rename(name_.c_str(), path.c_str()) != 0) return false;
    name_.clear();
    return true;
  }

 private:
  std::string folder_;
  int fd_ = -1;
  std::string name_;  ///< "": it has none
};

/// While the part has a name, nothing ends the program that can be made to wait.
class Unhurried {
 public:
  Unhurried() {
    sigset_t late;
    sigemptyset(&late);
    for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&late, signal);
    pthread_sigmask(SIG_BLOCK, &late, &before_);
  }
  Unhurried(const Unhurried&) = delete;
  Unhurried& operator=(const Unhurried&) = delete;
  ~Unhurried() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

std::string write_as_it_is(const std::string& text, const std::string& path) {
  File file(std::fopen(path.c_str(), "wb"));
  if (!file) return complaint(path, errno);
  const bool written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  return std::fclose(file.release()) == 0 && written ? "" : complaint(path, errno);
}

}  // namespace

Read read_file(const std::string& path) {
  File file(std::fopen(path == "-" ? "/dev/stdin" : path.c_str(), "rb"));
  if (!file) return {{}, complaint(path, errno)};
  // By reading, not by asking for the size: the path may be a pipe, or without end.
  std::string text;
  char block[65536];
  while (text.size() <= kFileBytesMax) {
    const std::size_t count = std::fread(block, 1, sizeof block, file.get());
    text.append(block, count);
    if (count < sizeof block) break;
  }
  if (std::ferror(file.get()) != 0) return {{}, complaint(path, errno)};
  return from_json(text, path);
}

std::string prepare_file(const std::string& path) {
  struct stat status {};
  const bool there = stat(path.c_str(), &status) == 0;
  if ((there && S_ISDIR(status.st_mode)) || path.ends_with('/')) return complaint(path, EISDIR);
  if (!is_ordinary(path)) {
    return access(path.c_str(), W_OK) == 0 ? "" : complaint(path, errno);
  }
  const Unhurried unhurried;
  if (!Part(folder_of(path)).ok()) return complaint(path, errno);
  return unlink(path.c_str()) == 0 || errno == ENOENT ? "" : complaint(path, errno);
}

std::string write_file(const Trace& trace, const std::string& path) {
  const std::string text = to_json(trace).dump(1) + "\n";
  if (!is_ordinary(path)) return write_as_it_is(text, path);
  const Unhurried unhurried;
  Part part(folder_of(path));
  if (!part.ok() || !part.write(text) || !part.keep_as(path)) return complaint(path, errno);
  return "";
}

}  // namespace vmwire::traces
