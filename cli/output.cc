// What: see output.h. SIGPIPE is ignored by main, so that a closed pipe is an errno.
#include "cli/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/exit_codes.h"

namespace vmwire::cli {

namespace {

bool aside = false;
bool closed = false;
bool failed = false;

}  // namespace

void print_aside() { aside = true; }

void print(const std::string& text) {
  if (aside) std::fputs(text.c_str(), stderr);
  else print_out(text);
}

void print_out(const std::string& text) {
  if (closed || failed) return;
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) {
    return;
  }
  if (errno == EPIPE) {
    closed = true;
    return;
  }
  failed = true;
  complain(std::string("cannot write to standard output: ") + std::strerror(errno), kUnavailable);
}

int finish(int code) { return failed ? kUnavailable : code; }

int complain(const std::string& line, int code) {
  std::string plain = line;
  for (char& c : plain) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  std::fprintf(stderr, "vmwire: %s\n", plain.c_str());
  return code;
}

}  // namespace vmwire::cli
