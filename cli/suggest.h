// What: "did you mean": the known names nearest to a misspelt one.
// Source: Levenshtein's distance (Doklady 1965), with prefixes and parts counted as near.
#pragma once

#include <string>
#include <vector>

namespace vmwire::cli {

/// At most three, nearest first; empty when none is near.
std::vector<std::string> nearest(const std::string& word, const std::vector<std::string>& names);

/// One line: "no rule is named 'x'; did you mean 'y' or 'z'?", or where a list of them is.
std::string unknown(const std::string& noun, const std::string& word,
                    const std::vector<std::string>& names, const std::string& see);

}  // namespace vmwire::cli
