// What: the options that say what is modelled, out of one string: `check`'s without the search.
// For programs that bring their own search (abi/).
#pragma once

#include <string>

#include "cli/run_options.h"

namespace vmwire::cli {

/// Reads `options` (as on a command line, with quotes) into `to`, whose kernel is `kernel`.
/// Returns "" or one line of complaint: also about an option that is about a search.
std::string parse_model_options(const std::string& kernel, const std::string& options,
                                RunOptions& to);

}  // namespace vmwire::cli
