// What: a size as data: how much of a world a run uses. The size alone bounds the search.
// Source: derived: TLC's constants; a family's knobs have bounds, and say how they grow.
// A family's size is a struct of unsigned numbers; here it is those numbers, with a row for each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace vmwire::family {

/// The numbers of a size, in the order of the struct.
using SizeView = std::span<const unsigned>;
using AnySize = std::vector<unsigned>;

template <class S>
concept Size = std::is_trivially_copyable_v<S> && sizeof(S) % sizeof(unsigned) == 0;

template <Size S>
AnySize numbers_of(const S& size) {
  const auto* const first = reinterpret_cast<const unsigned*>(&size);
  return {first, first + sizeof(S) / sizeof(unsigned)};
}
/// The inverse of numbers_of. Needs: as many numbers as the family's own size has.
template <Size S>
S size_of(SizeView numbers);

/// One knob of a size: for the command line, for traces and for `list sizes`.
struct Knob {
  const char* name;   ///< "pages"
  const char* what;   ///< one phrase
  std::size_t place;  ///< of its number
  unsigned low, high;
  std::size_t most = 1;        ///< numbers that a list has at most; 1: it is no list
  std::size_t count_from = 0;  ///< of a list: the place of the number that says how long it is

  bool list() const { return most > 1; }
  /// Its numbers in a size: one, or as many as there are things of the list.
  SizeView values(SizeView size) const {
    return size.subspan(place, list() ? size[count_from] : 1);
  }
};

template <class S>
std::size_t place_of(unsigned S::*member) {
  static const S size{};
  return static_cast<std::size_t>(&(size.*member) - reinterpret_cast<const unsigned*>(&size));
}
template <class S, std::size_t n>
std::size_t place_of(unsigned (S::*member)[n]) {
  static const S size{};
  return static_cast<std::size_t>(&(size.*member)[0] - reinterpret_cast<const unsigned*>(&size));
}

/// A knob that is one number.
template <class S>
Knob knob(const char* name, const char* what, unsigned S::*member, unsigned low, unsigned high) {
  return {name, what, place_of(member), low, high};
}
/// A knob that has a number for each of `count` things. Bounds are those of each number.
template <class S, std::size_t n>
Knob knob(const char* name, const char* what, unsigned (S::*member)[n], unsigned S::*count,
          unsigned low, unsigned high) {
  return {name, what, place_of(member), low, high, n, place_of(count)};
}

template <class S>
struct NamedSize {
  const char* name;  ///< "tiny"
  const char* what;  ///< one sentence
  S size;
};

/// In which order sizes grow, for `check --grow`. There are cheap things, of which one more hardly
/// makes a search longer, and dear ones that multiply it.
struct Growth {
  struct Dear {
    std::size_t place;
    unsigned cost;  ///< 10 * log2 of how many times more states one more of it makes
  };
  std::vector<std::size_t> cheap;  ///< places, the cheapest first
  std::vector<Dear> dear;          ///< in the order in which equal costs are tried
  /// True for a size that has more of something than can ever be used.
  bool (*idle)(SizeView) = nullptr;
  /// What has to change together with a number that has just grown.
  void (*follow)(AnySize&, std::size_t place) = nullptr;
};

/// All about the sizes of a family.
struct SizeTable {
  std::vector<Knob> knobs;                 ///< in the order in which they are told
  std::vector<NamedSize<AnySize>> named;   ///< the first is where growth begins
  AnySize usual;                           ///< what the struct says by itself: the defaults
  /// Beyond the bounds of single knobs: one line of complaint, or "".
  std::string (*complaint)(SizeView);
  Growth growth;

  const Knob* find(const std::string& name) const;
  const NamedSize<AnySize>* find_size(const std::string& name) const;
  /// Empty when the size is within bounds, else one line that says what is wrong.
  std::string complaint_about(SizeView size) const;
  /// One line that repeats the size as command-line options ("--processes 2 --threads 2,1 ...").
  std::string options_of(SizeView size) const;
};

/// "--pages 2" for one knob.
std::string option_of(const Knob& knob, SizeView size);
/// "" or a complaint about single numbers.
std::string out_of_bounds(const std::vector<Knob>& knobs, SizeView size);

// --- the template above -------------------------------------------------------------------------

/// Says so and ends the process when the numbers are not those of one size.
void check_size_numbers(std::size_t numbers, std::size_t expected);

template <Size S>
S size_of(SizeView numbers) {
  check_size_numbers(numbers.size(), sizeof(S) / sizeof(unsigned));
  S size;
  std::copy(numbers.begin(), numbers.end(), reinterpret_cast<unsigned*>(&size));
  return size;
}

}  // namespace vmwire::family
