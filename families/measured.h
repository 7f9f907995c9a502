// What: the parts of a search on a family's model, each repeated as often as asked: for benchmarks.
// One call does many repetitions, so that what is measured is what a search does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vmwire::families {

/// On worlds as a search meets them: the first that a breadth-first search finds, in turn.
class Measured {
 public:
  virtual ~Measured() = default;

  /// Returns how many transitions there were.
  virtual std::uint64_t successors(std::uint64_t times) = 0;
  virtual void canonicalize(std::uint64_t times) = 0;
  virtual void pack(std::uint64_t times) = 0;
  virtual void unpack(std::uint64_t times) = 0;
  virtual void laws(std::uint64_t times) = 0;

  /// The worlds, packed, and the bytes of each part of one.
  virtual std::vector<std::vector<std::byte>> packed() const = 0;
  virtual std::vector<std::size_t> parts() const = 0;
};

}  // namespace vmwire::families
