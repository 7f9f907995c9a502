// What: copying scattered bytes a word at a time, by a plan made once.
// Source: derived: a size uses a dozen short parts of a world, and a copy of a few bytes whose
// number is known only at run time costs as much as one of many. Read next: pack.cc.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace vmwire::family {

/// Bytes `from` an object put together to another one. Each word of the target is the union of
/// pieces; a piece is a word of the source, rotated into place and masked.
class Gather {
 public:
  static constexpr int kNone = -1;

  /// source[i] is the byte of the source that byte i of the target takes, or kNone: such a byte
  /// becomes zero, or is left alone with its whole word. Both objects have at least one word.
  Gather(const std::vector<int>& source, std::size_t source_bytes);

  void operator()(const std::byte* from, std::byte* to) const {
    const Piece* piece = pieces_.data();
    for (const Word& word : words_) {
      std::uint64_t bytes = 0;
      for (const Piece* const end = piece + word.pieces; piece != end; ++piece) {
        std::uint64_t part;
        std::memcpy(&part, from + piece->from, sizeof part);
        bytes |= std::rotl(part, piece->rotate) & piece->mask;
      }
      std::memcpy(to + word.to, &bytes, sizeof bytes);
    }
  }

 private:
  struct Piece {
    std::uint64_t mask;
    std::uint32_t from;
    int rotate;
  };
  struct Word {
    std::uint32_t to;
    std::uint32_t pieces;
  };
  std::vector<Piece> pieces_;  ///< in the order of their words
  std::vector<Word> words_;
};

}  // namespace vmwire::family
