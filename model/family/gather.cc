// What: the plan of a copy: which words of the source make each word of the target.
// Source: derived, see gather.h.
#include "model/family/gather.h"

#include <algorithm>

#include "model/core/check.h"

namespace vmwire::family {

Gather::Gather(const std::vector<int>& source, std::size_t source_bytes) {
  constexpr int kWord = sizeof(std::uint64_t);
  const int bytes = static_cast<int>(source.size());
  VMWIRE_CHECK(bytes >= kWord && source_bytes >= kWord);
  for (int start = 0; start < bytes; start += kWord) {
    const int to = std::min(start, bytes - kWord);  // the last word may overlap the one before
    Word word{static_cast<std::uint32_t>(to), 0};
    std::uint64_t open = ~std::uint64_t{0};  // the bytes of this word that no piece gives yet
    for (int i = 0; i < kWord; ++i) {
      if (source[to + i] == kNone || !(open >> (8 * i) & 1u)) continue;
      // What lies as far from its place as this byte comes along. A word that would stick out of
      // the source is loaded from its edge instead, and rotated by the difference.
      const int away = source[to + i] - i;
      const int from = std::clamp(away, 0, static_cast<int>(source_bytes) - kWord);
      Piece piece{0, static_cast<std::uint32_t>(from), 8 * (from - away)};
      for (int k = i; k < kWord; ++k) {
        if (source[to + k] - k == away) piece.mask |= std::uint64_t{0xff} << (8 * k);
      }
      open &= ~piece.mask;
      pieces_.push_back(piece);
      ++word.pieces;
    }
    if (word.pieces != 0) words_.push_back(word);
  }
}

}  // namespace vmwire::family
