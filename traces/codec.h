// What: traces to and from JSON, the form that trace.schema.json publishes.
// Reading is strict, and safe on hostile input: a file is a valid trace or it is refused with one
// line that names the place.
// Versions: only format version 1 exists; any other is refused with its number named.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "traces/trace.h"

namespace vmwire::traces {

inline constexpr std::size_t kFileBytesMax = std::size_t{64} << 20;
inline constexpr std::size_t kStepsMax = 100'000;

nlohmann::ordered_json to_json(const Trace& trace);
nlohmann::ordered_json to_json(const TraceStep& step);
nlohmann::ordered_json to_json(const Selection& selection);

/// A trace, or one line of complaint; then `error` is not empty.
struct Read {
  Trace trace;
  std::string error;
  bool ok() const { return error.empty(); }
};

/// `name` begins the complaint: "t.json: /steps/3/actor: expected a string, found a number".
Read from_json(std::string_view text, const std::string& name);
/// "-" is standard input.
Read read_file(const std::string& path);

/// Whether a trace can be written there; and an older one is taken away, which could be mistaken
/// for the new one. Empty, or one line of complaint.
std::string prepare_file(const std::string& path);
/// Empty, or one line of complaint. The file appears complete or not at all.
std::string write_file(const Trace& trace, const std::string& path);

}  // namespace vmwire::traces
