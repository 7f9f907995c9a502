// What: what a kernel prints, or a user sees of it, and what is known of the way there.
// From a panic on a screen to the law that was broken, and to a command that shows a cause.
#pragma once

#include <vector>

namespace vmwire::families {

struct Message {
  const char* kind;      ///< "panic", "assertion", "line" or "symptom"
  const char* text;      ///< as it is printed; "..." stands for what is printed there each time
  const char* versions;  ///< of the kernel that print it
  std::vector<const char*> functions;  ///< that print it, or in which it is seen
  const char* law;       ///< the id of the law that is broken then, `stuck`, ...; "": of none
  /// Shows a cause: "check netbsd-1.6 ...". Where `unshown` is not empty nothing breaks there, and
  /// it is as near as the model comes; "": it does not come near.
  const char* command;
  const char* sentence;  ///< what it means
  const char* citation;
  const char* unshown = "";  ///< why the model cannot show it
};

}  // namespace vmwire::families
