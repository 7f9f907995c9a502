// What: edit distance by dynamic programming, one row at a time.
// Source: Levenshtein's distance, see suggest.h.
#include "model/family/suggest.h"

#include <algorithm>
#include <cctype>

namespace vmwire::family {

namespace {

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::vector<std::string> nearest(const std::string& word, const std::vector<std::string>& names) {
  constexpr std::size_t kWordMax = 100;  // what is longer is no misspelling
  if (word.empty() || word.size() > kWordMax) return {};
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const std::string& name : names) {
    std::size_t far = distance(lower(word), lower(name));
    // "vsunlock" is near to a rule that has it in its name, whatever the distance says.
    const bool part = word.size() >= 3 && lower(name).find(lower(word)) != std::string::npos;
    if (part) far = std::min<std::size_t>(far, 2);
    if (far <= std::max<std::size_t>(2, word.size() / 3)) ranked.emplace_back(far, name);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> result;
  for (const auto& [far, name] : ranked) {
    if (result.size() < 3) result.push_back(name);
  }
  return result;
}

std::string unknown(const std::string& noun, const std::string& word,
                    const std::vector<std::string>& names, const std::string& see) {
  std::string line = "no " + noun + " is named '" + word.substr(0, 100) + "'";
  const std::vector<std::string> near = nearest(word, names);
  if (near.empty()) return line + (see.empty() ? "" : "; see " + see);
  line += "; did you mean ";
  for (std::size_t i = 0; i < near.size(); ++i) {
    line += (i == 0 ? "'" : " or '") + near[i] + "'";
  }
  return line + "?";
}

}  // namespace vmwire::family
