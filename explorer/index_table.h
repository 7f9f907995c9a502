// What: from the hash of a state to its index: where the visited set looks first.
// Source: buckets of one cache line with tags, as in Bronson and Shi, "Open-sourcing F14" (2019);
// the rest of the hash, and the state itself, are elsewhere: a tag is a filter only.
// Next: state_store.h, which says whether an index is the one that is looked for.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "explorer/memory_budget.h"

namespace vmwire::explorer {

using StateIndex = std::uint32_t;
inline constexpr StateIndex kNoState = 0xffffffff;

/// Exact only together with a comparison by the caller. Nothing is ever removed.
///
/// => Segments are apart: two workers may be inside at once, each in segments of its own.
/// => A segment grows by a third when it is full, and each at another time. So a table of
///    gigabytes never stops to be copied, and is never much too large.
class IndexTable {
 public:
  static constexpr unsigned kSegments = 16;

  explicit IndexTable(MemoryBudget& budget) : budget_(budget) {}
  ~IndexTable();
  IndexTable(const IndexTable&) = delete;
  IndexTable& operator=(const IndexTable&) = delete;

  static unsigned segment_of(std::uint64_t hash) { return static_cast<unsigned>(hash >> 60); }

  /// Hint: the line where the search for this hash begins.
  void prefetch(std::uint64_t hash) const {
    const Segment& segment = segments_[segment_of(hash)];
    if (segment.lines != 0) __builtin_prefetch(&segment.line[home(hash, segment.lines)]);
  }
  /// The index that find() is likely to ask about; kNoState: none in the first line.
  StateIndex likely(std::uint64_t hash) const {
    const Segment& segment = segments_[segment_of(hash)];
    if (segment.lines == 0) return kNoState;
    const Line& line = segment.line[home(hash, segment.lines)];
    const unsigned matches = line.matches(tag_of(hash));
    return matches == 0 ? kNoState : line.index[std::countr_zero(matches)];
  }

  /// The index for which same(index) is true; kNoState: none.
  template <class Same>
  StateIndex find(std::uint64_t hash, Same&& same) const {
    const StateIndex* const found = locate(hash, same);
    return found == nullptr ? kNoState : *found;
  }

  /// Room for one more in the segment of this hash. False: there is no memory. `hash_of(index)`
  /// repeats the hash that an index was inserted with; `hint(index)` is called some time before.
  template <class HashOf, class Hint>
  bool reserve(std::uint64_t hash, HashOf&& hash_of, Hint&& hint) {
    Segment& segment = segments_[segment_of(hash)];
    return segment.used < segment.room || grow(segment, hash_of, hint);
  }
  /// Needs: reserve() was true, and find() found nothing.
  void insert(std::uint64_t hash, StateIndex index) {
    Segment& segment = segments_[segment_of(hash)];
    put(segment.line, segment.lines, hash, index);
    ++segment.used;
  }
  /// Needs: `from` was inserted with this hash.
  void rename(std::uint64_t hash, StateIndex from, StateIndex to) {
    *const_cast<StateIndex*>(locate(hash, [&](StateIndex i) { return i == from; })) = to;
  }

 private:
  static constexpr unsigned kPlaces = 12;

  struct alignas(64) Line {
    std::uint8_t tag[kPlaces];
    std::uint8_t used;      ///< places are taken in order
    std::uint8_t overflow;  ///< somebody found it full and went on to the next line
    std::uint8_t unused[2];
    StateIndex index[kPlaces];

    /// Bit set of the places in use that have this tag.
    unsigned matches(std::uint8_t wanted) const {
      const unsigned in_use = (1u << used) - 1u;
#ifdef __SSE2__
      const __m128i tags = _mm_load_si128(reinterpret_cast<const __m128i*>(tag));
      const __m128i same = _mm_cmpeq_epi8(tags, _mm_set1_epi8(static_cast<char>(wanted)));
      return static_cast<unsigned>(_mm_movemask_epi8(same)) & in_use;
#else
      unsigned same = 0;
      for (unsigned i = 0; i < kPlaces; ++i) same |= (tag[i] == wanted ? 1u : 0u) << i;
      return same & in_use;
#endif
    }
  };
  static_assert(sizeof(Line) == 64);

  struct Segment {
    Line* line = nullptr;
    std::uint64_t lines = 0;
    std::uint64_t used = 0;  ///< places in use
    std::uint64_t room = 0;  ///< places that may be in use before it must grow
  };

  static std::uint8_t tag_of(std::uint64_t hash) { return static_cast<std::uint8_t>(hash >> 48); }
  /// Lines keep the order of the hashes, whatever their number: growth reads and writes in order.
  static std::uint64_t home(std::uint64_t hash, std::uint64_t lines) {
    return (hash & 0xffffffff) * lines >> 32;
  }
  static void put(Line* lines, std::uint64_t size, std::uint64_t hash, StateIndex index) {
    std::uint64_t at = home(hash, size);
    while (lines[at].used == kPlaces) {
      lines[at].overflow = 1;
      if (++at == size) at = 0;
    }
    Line& line = lines[at];
    line.tag[line.used] = tag_of(hash);
    line.index[line.used] = index;
    ++line.used;
  }

  template <class Same>
  const StateIndex* locate(std::uint64_t hash, Same&& same) const {
    const Segment& segment = segments_[segment_of(hash)];
    if (segment.lines == 0) return nullptr;
    for (std::uint64_t at = home(hash, segment.lines);;) {
      const Line& line = segment.line[at];
      for (unsigned m = line.matches(tag_of(hash)); m != 0; m &= m - 1) {
        const StateIndex& index = line.index[std::countr_zero(m)];
        if (same(index)) return &index;
      }
      if (!line.overflow) return nullptr;
      if (++at == segment.lines) at = 0;
    }
  }

  /// The lines that a segment has next; a sequence of its own for each, so that they take turns.
  std::uint64_t next_lines(const Segment& segment) const;

  template <class HashOf, class Hint>
  bool grow(Segment& segment, HashOf&& hash_of, Hint&& hint) {
    const std::uint64_t lines = next_lines(segment);
    auto* const fresh = static_cast<Line*>(budget_.acquire(lines * sizeof(Line)));
    if (fresh == nullptr) return false;
    constexpr std::uint64_t kAhead = 4;  // lines, of some ten states each
    for (std::uint64_t at = 0; at < segment.lines + kAhead; ++at) {
      if (at < segment.lines) {
        const Line& line = segment.line[at];
        for (unsigned i = 0; i < line.used; ++i) hint(line.index[i]);
      }
      if (at < kAhead) continue;
      const Line& line = segment.line[at - kAhead];
      for (unsigned i = 0; i < line.used; ++i) {
        put(fresh, lines, hash_of(line.index[i]), line.index[i]);
      }
    }
    budget_.release(segment.line, segment.lines * sizeof(Line));
    segment.line = fresh;
    segment.lines = lines;
    segment.room = lines * kPlaces * 15 / 16;
    return true;
  }

  MemoryBudget& budget_;
  std::array<Segment, kSegments> segments_;
};

}  // namespace vmwire::explorer
