// What: laws that hold because nothing that could break them has happened.
// Source: derived: a law's own row says which operations it needs (invariants/law.h).
#pragma once

#include <string>
#include <vector>

#include "cli/setup.h"
#include "families/any_model.h"

namespace vmwire::cli {

/// A law that was asked, holds, and was never put to the test.
struct Untested {
  const families::LawInfo* law;
  std::vector<std::string> missing;  ///< operations that it needs and that never happened
  std::string size;                  ///< the first named size where they do; "": none, or not asked
};

/// In the order of the laws. Empty for a goal. Searches named sizes for a moment, within `kLook`
/// states each, where an operation is enabled and yet did not happen.
std::vector<Untested> untested(const Setup& setup, const family::Reached& reached);
inline constexpr std::uint64_t kLook = 20000;

/// "netbsd.I14, netbsd.I15: fork did not happen (--size small has it)", one line for each reason.
std::vector<std::string> untested_lines(const Setup& setup, const std::vector<Untested>& laws);
/// Of the laws that were asked, those that nothing modelled can break, each with the reason.
std::vector<const families::LawInfo*> unreachable_laws(const Setup& setup);

}  // namespace vmwire::cli
