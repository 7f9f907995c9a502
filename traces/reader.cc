// What: the cursor's refusals, and the bounded parser.
#include "traces/reader.h"

#include <algorithm>
#include <set>
#include <vector>

namespace vmwire::traces {

using nlohmann::json;

namespace {

// A trace nests eight deep and has a few hundred values a step; the rest is somebody's joke.
constexpr std::size_t kNestingMax = 16;
constexpr std::size_t kValuesMax = 8'000'000;
constexpr std::size_t kTextMax = 4096;
constexpr std::size_t kQuotedMax = 60;

bool printable(char c) { return c >= 0x20 && c < 0x7f; }

const char* kind_of(const json& value) {
  switch (value.type()) {
    case json::value_t::null: return "null";
    case json::value_t::object: return "an object";
    case json::value_t::array: return "an array";
    case json::value_t::string: return "a string";
    case json::value_t::boolean: return "a boolean";
    case json::value_t::number_float: return "a number with a fraction";
    default: return "a number";
  }
}

/// The parser's message without its own prefix, on one line, and of a length for a terminal.
std::string syntax_message(const json::exception& error) {
  std::string text = error.what();
  const auto bracket = text.find("] ");
  if (bracket != std::string::npos) text.erase(0, bracket + 2);
  for (char& c : text) {
    if (!printable(c)) c = ' ';
  }
  if (text.size() > 200) text = text.substr(0, 200) + "...";
  return "not JSON: " + text;
}

/// Refuses before anything is built: deep nesting, endless lists, and members that come twice (of
/// which the parser would silently keep the last). A pass of its own: a callback of the parser that
/// builds costs it a look at all earlier elements for each one.
class Watch final : public json::json_sax_t {
 public:
  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override { return value(); }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return value(); }
  bool start_object(std::size_t) override { return open(); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (!members_.back().insert(name).second) {
      throw BadTrace("member " + in_quotes(name) + " stands there twice");
    }
    return value();
  }
  bool parse_error(std::size_t, const std::string&, const json::exception& error) override {
    throw BadTrace(syntax_message(error));
  }

 private:
  bool value() {
    if (++values_ > kValuesMax) throw BadTrace("too many values");
    return true;
  }
  bool open() {
    members_.emplace_back();
    if (members_.size() > kNestingMax) throw BadTrace("nested too deeply");
    return value();
  }
  bool close() {
    members_.pop_back();
    return true;
  }

  std::size_t values_ = 0;
  std::vector<std::set<std::string>> members_;  ///< of each object and array that is open
};

}  // namespace

std::string in_quotes(std::string_view text) {
  std::string result = "'";
  for (char c : text.substr(0, kQuotedMax)) result += printable(c) ? c : '?';
  return result + (text.size() > kQuotedMax ? "...'" : "'");
}

json parse_bounded(std::string_view text) {
  // The parser takes it for the end, whatever follows.
  if (text.find('\0') != text.npos) throw BadTrace("not JSON: a byte that is 0");
  try {
    Watch watch;
    json::sax_parse(text.begin(), text.end(), &watch);
    return json::parse(text.begin(), text.end());
  } catch (const json::exception& error) {
    throw BadTrace(syntax_message(error));
  }
}

void Reader::fail(const std::string& what) const {
  throw BadTrace((pointer_.empty() ? "" : pointer_ + ": ") + what);
}

Reader Reader::below(const std::string& name) const {
  std::string escaped;
  for (char c : name) {
    if (c == '~') escaped += "~0";
    else if (c == '/') escaped += "~1";
    else escaped += printable(c) ? c : '?';
  }
  return Reader(value_.at(name), pointer_ + "/" + escaped.substr(0, kQuotedMax));
}

void Reader::array(std::size_t count_max) const {
  if (!value_.is_array()) fail(std::string("expected an array, found ") + kind_of(value_));
  if (value_.size() > count_max) {
    fail(std::to_string(value_.size()) + " elements; at most " + std::to_string(count_max));
  }
}

void Reader::object(std::size_t count_max) const {
  if (!value_.is_object()) fail(std::string("expected an object, found ") + kind_of(value_));
  if (value_.size() > count_max) {
    fail(std::to_string(value_.size()) + " members; at most " + std::to_string(count_max));
  }
}

Reader Reader::member(const char* name) const {
  object(kValuesMax);
  if (!value_.contains(name)) fail(std::string("member '") + name + "' is missing");
  return below(name);
}

bool Reader::has(const char* name) const { return value_.is_object() && value_.contains(name); }

void Reader::only(std::initializer_list<const char*> names) const {
  object(kValuesMax);
  for (auto at = value_.begin(); at != value_.end(); ++at) {
    const bool known = std::any_of(names.begin(), names.end(),
                                   [&](const char* name) { return at.key() == name; });
    if (!known) fail("unknown member " + in_quotes(at.key()));
  }
}

std::string Reader::text() const {
  if (!value_.is_string()) fail(std::string("expected a string, found ") + kind_of(value_));
  const auto& text = value_.get_ref<const std::string&>();
  if (text.size() > kTextMax) fail("longer than " + std::to_string(kTextMax) + " characters");
  if (!std::all_of(text.begin(), text.end(), printable)) fail("a character that is not printable");
  return text;
}

std::string Reader::value_text() const {
  if (value_.is_string()) return text();
  return std::to_string(natural(999'999'999));
}

unsigned Reader::natural(unsigned max) const {
  if (!value_.is_number_integer()) {
    fail(std::string("expected a whole number, found ") + kind_of(value_));
  }
  // A number beyond 64 bits was parsed as a float and is refused above.
  if (!value_.is_number_unsigned() || value_.get<std::uint64_t>() > max) {
    fail("out of range 0.." + std::to_string(max));
  }
  return static_cast<unsigned>(value_.get<std::uint64_t>());
}

bool Reader::boolean() const {
  if (!value_.is_boolean()) fail(std::string("expected a boolean, found ") + kind_of(value_));
  return value_.get<bool>();
}

}  // namespace vmwire::traces
