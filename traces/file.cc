// What: traces as files: sizes are looked at before anything is read, and writes are complete.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

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

}  // namespace

Read read_file(const std::string& path) {
  File file(std::fopen(path.c_str(), "rb"));
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

std::string write_file(const Trace& trace, const std::string& path) {
  const std::string text = to_json(trace).dump(1) + "\n";
  // A rename cannot replace a device or a pipe, so only ordinary files go by way of another name.
  const std::string part = path.rfind("/dev/", 0) == 0 ? path : path + ".part";
  File file(std::fopen(part.c_str(), "wb"));
  if (!file) return complaint(path, errno);
  const bool written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  const bool closed = std::fclose(file.release()) == 0;
  if (!written || !closed || (part != path && std::rename(part.c_str(), path.c_str()) != 0)) {
    const int error = errno;
    if (part != path) std::remove(part.c_str());
    return complaint(path, error);
  }
  return "";
}

}  // namespace vmwire::traces
