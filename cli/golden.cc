// What: see golden.h. The build puts the files' texts into golden_traces.inc.
#include "cli/golden.h"

namespace vmwire::cli {

std::span<const GoldenTrace> golden_traces() {
  static const GoldenTrace all[] = {
#include "cli/golden_traces.inc"
  };
  return all;
}

}  // namespace vmwire::cli
