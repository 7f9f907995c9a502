// What: "did you mean": THE answer to a word that nobody knows, with the known names nearest to it.
// Every complaint about an unknown name is made here, whether a person or a file said it.
// Source: Levenshtein's distance (Doklady 1965), with prefixes and parts counted as near.
#pragma once

#include <string>
#include <vector>

namespace vmwire::family {

/// At most three, nearest first; empty when none is near.
std::vector<std::string> nearest(const std::string& word, const std::vector<std::string>& names);

/// One line: "no rule is named 'x'; did you mean 'y' or 'z'?", or where a list of them is.
std::string unknown(const std::string& noun, const std::string& word,
                    const std::vector<std::string>& names, const std::string& see);

}  // namespace vmwire::family
