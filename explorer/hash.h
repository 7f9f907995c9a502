// What: a fast hash of a packed state.
// Source: after wyhash's multiply-and-fold (Wang Yi, public domain); constants from it.
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

inline std::uint64_t word_at(const std::byte* at) {
  std::uint64_t value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

/// As memcmp() == 0, without the call: the pieces compared here are short and nearly always equal.
inline bool same_bytes(const std::byte* a, const std::byte* b, std::size_t size) {
  if (size < 8) return std::memcmp(a, b, size) == 0;
  std::uint64_t difference = word_at(a + size - 8) ^ word_at(b + size - 8);  // may overlap
  for (std::size_t i = 0; i + 8 < size; i += 8) difference |= word_at(a + i) ^ word_at(b + i);
  return difference == 0;
}

inline std::uint64_t hash_bytes(const std::byte* data, std::size_t size) {
  constexpr std::uint64_t k0 = 0xa0761d6478bd642f, k1 = 0xe7037ed1a0b428db;
  constexpr std::uint64_t k2 = 0x8ebc6af09c88c6e3;
  std::uint64_t hash = size * k2;
  std::uint64_t tail[2] = {0, 0};
  if (size >= 16) {
    for (std::size_t i = 0; i + 16 < size; i += 16) {
      hash = fold(word_at(data + i) ^ k0, word_at(data + i + 8) ^ hash);
    }
    tail[0] = word_at(data + size - 16);  // may overlap what came before
    tail[1] = word_at(data + size - 8);
  } else {
    std::memcpy(tail, data, size);
  }
  hash = fold(tail[0] ^ k1, tail[1] ^ hash);
  return fold(hash ^ k0, k2);
}

}  // namespace vmwire::explorer
