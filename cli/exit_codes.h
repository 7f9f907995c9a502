// What: how the program ends, as numbers for scripts.
// 0, 1 and 2 are ours; the others are those of sysexits.h.
#pragma once

namespace vmwire::cli {

inline constexpr int kHolds = 0;          ///< exhaustive within the size; or done as asked
inline constexpr int kViolated = 1;       ///< also: a goal was reached, a replay departed
inline constexpr int kInconclusive = 2;   ///< a limit or SIGINT came first
inline constexpr int kUsage = 64;         ///< the command line does not make sense
inline constexpr int kBadData = 65;       ///< a trace that cannot be read
inline constexpr int kUnavailable = 69;   ///< something is missing on the machine: room to write
inline constexpr int kInternal = 70;      ///< our own fault

}  // namespace vmwire::cli
