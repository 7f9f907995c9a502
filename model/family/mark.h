// What: a mark: one atomic step, or a noted part of one, with its kernel function.
// Source: derived: TigerBeetle's marks.zig. A mark that no size reaches is a defect of the model.
#pragma once

#include <cstdint>

namespace vmwire::family {

/// Stands beside the step that reaches it, and in the row of its operation (op.h).
struct Mark {
  const char* id;        ///< "fault_1a"
  const char* function;  ///< the kernel's function, "uvm_fault"
  const char* text;      ///< "case 1A: anon's own page"
  const char* citation;  ///< ids of model/SOURCES.md

  static constexpr std::uint16_t kUnlisted = 0xffff;
  /// Its place among the family's marks. Given once, when the family's list is made and before
  /// any step is taken; a mark that no row lists keeps kUnlisted, and the first step that reaches
  /// it ends the process.
  mutable std::uint16_t number = kUnlisted;
};

}  // namespace vmwire::family
