// What: a cursor over parsed JSON that knows where it stands, so that a refusal can say so.
// Source: RFC 6901, for the pointers in messages.
// Leaves out: what the members mean (codec.cc). For the codec alone.
#pragma once

#include <cstddef>
#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace vmwire::traces {

/// Thrown inside the codec only; from_json turns it into one line.
class BadTrace final : public std::exception {
 public:
  explicit BadTrace(std::string line) : line_(std::move(line)) {}
  const char* what() const noexcept override { return line_.c_str(); }

 private:
  std::string line_;
};

/// `text` in quotes, shortened, and without anything that a terminal would obey.
std::string in_quotes(std::string_view text);

/// Parses text that may come from anywhere: bounded nesting, bounded number of values, no member
/// twice. Throws BadTrace.
nlohmann::json parse_bounded(std::string_view text);

class Reader {
 public:
  explicit Reader(const nlohmann::json& value, std::string pointer = "")
      : value_(value), pointer_(std::move(pointer)) {}

  [[noreturn]] void fail(const std::string& what) const;

  /// The member with this name; fails when this is no object or has no such member.
  Reader member(const char* name) const;
  bool has(const char* name) const;
  /// Fails unless this is an object whose members are all among these.
  void only(std::initializer_list<const char*> names) const;

  /// Printable ASCII, so that nothing in a trace can steer a terminal.
  std::string text() const;
  /// A value of a world: text, or a small number, which is given back as text.
  std::string value_text() const;
  unsigned natural(unsigned max) const;
  bool boolean() const;

  template <class Each>
  void each(std::size_t count_max, Each&& take) const {
    array(count_max);
    for (std::size_t i = 0; i < value_.size(); ++i) {
      take(Reader(value_[i], pointer_ + "/" + std::to_string(i)));
    }
  }
  template <class Each>
  void each_member(std::size_t count_max, Each&& take) const {
    object(count_max);
    for (auto at = value_.begin(); at != value_.end(); ++at) take(at.key(), below(at.key()));
  }
  bool is_array() const { return value_.is_array(); }

 private:
  void array(std::size_t count_max) const;
  void object(std::size_t count_max) const;
  Reader below(const std::string& name) const;

  const nlohmann::json& value_;
  std::string pointer_;
};

}  // namespace vmwire::traces
