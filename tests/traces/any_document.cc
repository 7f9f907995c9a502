// What: the text of any_document.h.
#include "tests/traces/any_document.h"

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "tests/traces/any_trace.h"
#include "traces/codec.h"

namespace vmwire::traces {
namespace {

/// Every place of a document, by pointer.
void add_places(const nlohmann::json& value, const std::string& pointer,
                       std::vector<std::string>& to) {
  to.push_back(pointer);
  if (!value.is_structured()) return;
  for (const auto& item : value.items()) {
    const std::string& name = item.key();
    if (name.find_first_of("~/") == std::string::npos) {
      add_places(item.value(), pointer + "/" + name, to);
    }
  }
}

}  // namespace

nlohmann::json small_document() {
  return nlohmann::json::parse(to_json(small_trace()).dump());
}

nlohmann::json::json_pointer any_place(const nlohmann::json& document) {
  std::vector<std::string> places;
  add_places(document, "", places);
  return nlohmann::json::json_pointer(*rc::gen::elementOf(places));
}

nlohmann::json damaged_document() {
  using nlohmann::json;
  static const std::vector<json> values = {
      nullptr, true, 0, 1, -1, 255, 256, 65536, 1000000, 1e300, 0.5, 18446744073709551615u,
      "", "law", "x\u0001y", "\u00e9", std::string(1, '\0'), std::string(5000, 'x'),
      json::array(), json::object(), json::array({nullptr}), json::object({{"x", 1}}),
      json::array({json::array({json::array()})})};
  json document = small_document();
  const json::json_pointer place = any_place(document);
  document[place] = *rc::gen::elementOf(values);
  return document;
}

}  // namespace vmwire::traces
