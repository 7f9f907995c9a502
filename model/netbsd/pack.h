// What: packing: a world of a size as the bytes that this size uses, and nothing else.
// Source: derived; docs/internals/world.md. Read next: gather.h, how the bytes are moved.
#pragma once

#include <cstddef>
#include <vector>

#include "model/netbsd/gather.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

class Packing {
 public:
  /// The bytes of a world that a size uses, part by part, each in the order of the world.
  struct Used {
    std::vector<int> bytes;
    std::vector<std::size_t> parts;
  };

  explicit Packing(const Size& size);

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
  explicit Packing(Used used);

  World zero_{};  ///< copied: to fill with zeros, the compiler takes an instruction that is slower
  std::vector<std::size_t> parts_;
  std::size_t bytes_;
  Gather pack_, unpack_;
};

}  // namespace vmwire::netbsd
