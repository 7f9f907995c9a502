// What: `vmwire list words` and `vmwire list sources`.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace vmwire::cli {

/// Of one word or id, or of all where `of` is empty. `wrong` becomes a line of complaint where
/// there is no such word.
std::string words_text(const std::string& of, std::string& wrong);
nlohmann::ordered_json words_json(const std::string& of, std::string& wrong);
std::string sources_text(const std::string& of, std::string& wrong);
nlohmann::ordered_json sources_json(const std::string& of, std::string& wrong);

}  // namespace vmwire::cli
