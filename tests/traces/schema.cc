// What: see schema.h.
// Source: JSON Schema draft-07.
#include "tests/traces/schema.h"

#include <algorithm>
#include <string_view>

namespace vmwire::traces {

using nlohmann::json;

namespace {

/// Patterns of the form ^[class]*$ and ^[class]{16}$; a class is characters and ranges.
bool matches(std::string_view pattern, std::string_view text) {
  const std::size_t end = pattern.rfind(']');
  const std::string_view members = pattern.substr(2, end - 2);
  const std::string_view often = pattern.substr(end + 1);
  if (often != "*$" && (often != "{16}$" || text.size() != 16)) return false;
  return std::all_of(text.begin(), text.end(), [members](char c) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      const bool range = i + 2 < members.size() && members[i + 1] == '-';
      if (range ? members[i] <= c && c <= members[i + 2] : members[i] == c) return true;
      if (range) i += 2;
    }
    return false;
  });
}

class Validator {
 public:
  explicit Validator(const json& root) : root_(root) {}

  std::string check(const json& schema, const json& instance, const std::string& place) const {
    for (auto keyword = schema.begin(); keyword != schema.end(); ++keyword) {
      std::string wrong = one(keyword.key(), keyword.value(), schema, instance, place);
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

 private:
  static bool is_type(const std::string& type, const json& instance) {
    if (type == "object") return instance.is_object();
    if (type == "array") return instance.is_array();
    if (type == "string") return instance.is_string();
    if (type == "boolean") return instance.is_boolean();
    return type == "integer" && instance.is_number_integer();
  }

  std::string one(const std::string& keyword, const json& value, const json& schema,
                  const json& instance, const std::string& place) const {
    const auto failed = [&](bool holds) { return holds ? "" : place + ": " + keyword; };
    for (const char* note : {"$schema", "$id", "title", "description", "definitions"}) {
      if (keyword == note) return "";
    }
    if (keyword == "$ref") {
      const std::string at = value.get<std::string>().substr(1);  // "#/definitions/text"
      return check(root_.at(json::json_pointer(at)), instance, place);
    }
    if (keyword == "anyOf") {
      return failed(std::any_of(value.begin(), value.end(), [&](const json& choice) {
        return check(choice, instance, place).empty();
      }));
    }
    if (keyword == "type") return failed(is_type(value, instance));
    if (keyword == "const") return failed(instance == value);
    if (keyword == "enum") {
      return failed(std::find(value.begin(), value.end(), instance) != value.end());
    }
    if (keyword == "minimum") return failed(!instance.is_number() || instance >= value);
    if (keyword == "maximum") return failed(!instance.is_number() || instance <= value);
    if (keyword == "maxLength") {
      return failed(!instance.is_string() ||
                    instance.get<std::string>().size() <= value.get<std::size_t>());
    }
    if (keyword == "pattern") {
      return failed(!instance.is_string() ||
                    matches(value.get<std::string>(), instance.get<std::string>()));
    }
    if (keyword == "maxItems") {
      return failed(!instance.is_array() || instance.size() <= value.get<std::size_t>());
    }
    if (keyword == "items") return items(value, instance, place);
    if (keyword == "required") {
      return failed(!instance.is_object() ||
                    std::all_of(value.begin(), value.end(),
                                [&](const json& name) { return instance.contains(name); }));
    }
    if (keyword == "properties") return properties(value, instance, place);
    if (keyword == "additionalProperties") return others(value, schema, instance, place);
    return place + ": the validator does not know '" + keyword + "'";
  }

  std::string items(const json& schema, const json& instance, const std::string& place) const {
    if (!instance.is_array()) return "";
    for (std::size_t i = 0; i < instance.size(); ++i) {
      std::string wrong = check(schema, instance[i], place + "/" + std::to_string(i));
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  std::string properties(const json& schemas, const json& instance,
                         const std::string& place) const {
    for (auto schema = schemas.begin(); schema != schemas.end(); ++schema) {
      if (!instance.is_object() || !instance.contains(schema.key())) continue;
      std::string wrong = check(schema.value(), instance[schema.key()], place + "/" + schema.key());
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  /// Members that `properties` does not name: forbidden, or each by a schema.
  std::string others(const json& value, const json& schema, const json& instance,
                     const std::string& place) const {
    if (!instance.is_object()) return "";
    for (auto member = instance.begin(); member != instance.end(); ++member) {
      if (schema.contains("properties") && schema["properties"].contains(member.key())) continue;
      const std::string at = place + "/" + member.key();
      if (value == false) return at + ": additionalProperties";
      std::string wrong = check(value, member.value(), at);
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  const json& root_;
};

}  // namespace

std::string validate(const json& schema, const json& instance) {
  return Validator(schema).check(schema, instance, "");
}

}  // namespace vmwire::traces
