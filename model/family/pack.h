// What: packing: a world of a size as the bytes that this size uses, and nothing else.
// Source: derived; docs/internals/world.md. The rest of a world is zero, which unpack restores.
// Read next: gather.h, how the bytes are moved.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/family/gather.h"

namespace vmwire::family {

/// The bytes of a world that a size uses, part by part. A family fills it in: run() for each piece,
/// close() at the end of each part.
class UsedBytes {
 public:
  explicit UsedBytes(const void* world) : first_(static_cast<const std::byte*>(world)) {}

  /// `n` bytes from `piece` on, which lies in the world.
  void run(const void* piece, std::size_t n);
  /// The part is complete; its bytes are put in the order of the world.
  void close();

  const std::vector<int>& bytes() const { return bytes_; }
  const std::vector<std::size_t>& parts() const { return parts_; }
  /// For each byte of a world its place in the packed form, or none.
  std::vector<int> places(std::size_t world_bytes) const;

 private:
  const std::byte* first_;
  std::vector<int> bytes_;
  std::vector<std::size_t> parts_;
};

template <class World>
class Packing {
 public:
  explicit Packing(const UsedBytes& used)
      : parts_(used.parts()),
        bytes_(used.bytes().size()),
        pack_(used.bytes(), sizeof(World)),
        unpack_(used.places(sizeof(World)), bytes_) {}

  std::size_t bytes() const { return bytes_; }
  /// How many bytes of the packed form each part of the world has, in order: who does what, the
  /// maps, and memory. A step changes one or two of them, and each takes few values, which is what
  /// a search needs to know to store them apart.
  const std::vector<std::size_t>& parts() const { return parts_; }
  void pack(const World& w, std::byte* to) const {
    pack_(reinterpret_cast<const std::byte*>(&w), to);
  }
  /// Zeroes what the size does not use.
  void unpack(const std::byte* from, World& w) const {
    w = zero_;
    unpack_(from, reinterpret_cast<std::byte*>(&w));
  }

 private:
  World zero_{};  ///< copied: to fill with zeros, the compiler takes an instruction that is slower
  std::vector<std::size_t> parts_;
  std::size_t bytes_;
  Gather pack_, unpack_;
};

}  // namespace vmwire::family
