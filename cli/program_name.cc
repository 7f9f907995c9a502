// What: see program_name.h.
#include "cli/program_name.h"

#include "cli/setup.h"

namespace vmwire::cli {

namespace {

constexpr const char* kUsual = "./vmwire";

std::string& called() {
  static std::string name = kUsual;
  return name;
}

}  // namespace

void set_program_name(const char* name) {
  if (name == nullptr || *name == '\0') return;
  const std::string plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%";
  const std::string text = name;
  const bool quoted = text.find_first_not_of(plain) != std::string::npos;
  called() = quoted ? shell_quoted(text) : text;
}

std::string as_called(const std::string& line) {
  const std::string usual = kUsual;
  return line.rfind(usual + " ", 0) == 0 ? called() + line.substr(usual.size()) : line;
}

std::string repeat_command(const Setup& setup) { return as_called(repeat_line(setup)); }

}  // namespace vmwire::cli
