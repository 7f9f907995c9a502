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

std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts(1);
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) parts.back() += c;
    else if (!parts.back().empty()) parts.emplace_back();
  }
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

/// How far each part of the word is from the part of the name that is nearest to it. A short one is
/// there or not: too many are near to it.
std::size_t distance_by_parts(const std::string& word, const std::string& name) {
  constexpr std::size_t kShort = 3;
  const std::vector<std::string> known = parts_of(name);
  std::size_t sum = 0;
  for (const std::string& part : parts_of(word)) {
    std::size_t nearest = part.size();
    for (const std::string& other : known) {
      if (part == other) nearest = 0;
      if (part.size() > kShort) nearest = std::min(nearest, distance(part, other));
    }
    sum += nearest;
  }
  return sum;
}

}  // namespace

std::vector<std::string> nearest(const std::string& word, const std::vector<std::string>& names) {
  constexpr std::size_t kWordMax = 100;  // what is longer is no misspelling
  if (word.empty() || word.size() > kWordMax) return {};
  std::vector<std::pair<std::size_t, std::string>> ranked;
  const std::size_t near = std::min(word.size() - 1, std::max<std::size_t>(2, word.size() / 3));
  for (const std::string& name : names) {
    std::size_t far = distance(lower(word), lower(name));
    // "vsunlock" is near to a rule that has it in its name, whatever the distance says.
    const bool part = word.size() >= 3 && lower(name).find(lower(word)) != std::string::npos;
    if (part) far = std::min<std::size_t>(far, 2);
    // So is "vsunlok", which is near to a part of that name; after those that are near as a whole.
    far = std::min(far, distance_by_parts(lower(word), lower(name)) + 1);
    if (far <= near) ranked.emplace_back(far, name);
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
