// What: the interface through which a long search says how far it is.
// Leaves out: how that is shown (cli).
#pragma once

#include <cstdint>

namespace vmwire::explorer {

enum class Stage : std::uint8_t {
  exploring,
  settling,  ///< all states are known; looking for actors that nothing ever wakes (stuck.h)
};

struct Progress {
  Stage stage = Stage::exploring;
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint32_t depth = 0;
  std::uint64_t queue = 0;   ///< states not expanded yet; while settling: not settled yet
  double seconds = 0;
  std::uint64_t memory = 0;  ///< bytes taken by the search's own tables
};

/// Called between expansions, at most four times a second; must return soon.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void progress(const Progress& progress) = 0;
};

}  // namespace vmwire::explorer
