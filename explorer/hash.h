// What: a fast hash of a packed state.
// Source: derived after wyhash's multiply-and-fold (Wang Yi, public domain); constants from it.
// Leaves out: strength against an adversary; the visited set is exact, a collision costs time only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace vmwire::explorer {

inline std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t hash_bytes(const std::byte* data, std::size_t size) {
  constexpr std::uint64_t k0 = 0xa0761d6478bd642f, k1 = 0xe7037ed1a0b428db;
  constexpr std::uint64_t k2 = 0x8ebc6af09c88c6e3;
  const auto word = [](const std::byte* at) {
    std::uint64_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
  };
  std::uint64_t hash = size * k2;
  std::size_t left = size;
  for (; left >= 16; left -= 16, data += 16) hash = fold(word(data) ^ k0, word(data + 8) ^ hash);
  std::uint64_t tail[2] = {0, 0};
  std::memcpy(tail, data, left);
  hash = fold(tail[0] ^ k1, tail[1] ^ hash);
  return fold(hash ^ k0, k2);
}

}  // namespace vmwire::explorer
