// What: see list_messages.h.
#include "cli/list_messages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/messages.h"

namespace vmwire::cli {

using families::Family;
using families::Message;
using nlohmann::ordered_json;

namespace {

ordered_json text_or_null(const char* text) {
  return *text == '\0' ? ordered_json() : ordered_json(text);
}

/// "" where there is no command at all.
std::string command_line(const Message& message) {
  if (*message.command == '\0') return "";
  const bool shows = *message.unshown == '\0';
  return fmt::format("    {}: ./vmwire {}\n",
                     shows ? "shows a cause" : "as near as it comes, and holds", message.command);
}

}  // namespace

Messages all_messages(const Family& family) {
  Messages result;
  for (const Message& message : family.messages) result.push_back(&message);
  return result;
}

std::string messages_text(const Messages& messages) {
  std::string result;
  for (const Message* m : messages) {
    const bool of_none = *m->law == '\0';
    result += fmt::format("{}: {}  {}\n", m->kind, m->text, m->citation);
    result += fmt::format("    in {}; versions: {}; {}\n", fmt::join(m->functions, ", "),
                          m->versions, of_none ? "no law is about it"
                                               : fmt::format("breaks {}", m->law));
    result += fmt::format("    {}\n", m->sentence);
    if (*m->unshown != '\0') result += fmt::format("    not shown: {}\n", m->unshown);
    result += command_line(*m);
  }
  return result;
}

ordered_json messages_json(const Messages& messages) {
  ordered_json result = ordered_json::array();
  for (const Message* m : messages) {
    result.push_back({{"kind", m->kind},
                      {"text", m->text},
                      {"versions", m->versions},
                      {"functions", m->functions},
                      {"law", text_or_null(m->law)},
                      {"command", text_or_null(m->command)},
                      {"shown", *m->unshown == '\0'},
                      {"not_shown_because", text_or_null(m->unshown)},
                      {"citation", m->citation},
                      {"sentence", m->sentence}});
  }
  return result;
}

std::string steps_text(const Family& family, const std::string& function) {
  std::string result;
  for (const family::MarkTable::Row* row : steps_in(family, function)) {
    const bool shared = row->ops == family::MarkTable::kShared;
    result += fmt::format("    {} ({})  {}\n", row->mark->text,
                          shared ? "several" : row->ops, row->mark->citation);
  }
  return result.empty() ? "" : fmt::format("steps in {}, and the operations that take them:\n{}",
                                           function, result);
}

ordered_json steps_json(const Family& family, const std::string& function) {
  ordered_json result = ordered_json::array();
  for (const family::MarkTable::Row* row : steps_in(family, function)) {
    result.push_back({{"kind", "step"},
                      {"text", row->mark->text},
                      {"functions", {row->mark->function}},
                      {"operations", row->ops},
                      {"citation", row->mark->citation}});
  }
  return result;
}

}  // namespace vmwire::cli
