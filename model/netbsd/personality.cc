// What: the personality as a table, for people and for traces.
// Source: netbsd.md section 6; the rows are those of personality.h.
#include "model/netbsd/personality.h"

namespace vmwire::netbsd {

const family::PersonalityTable& personality_table() {
  static const family::PersonalityTable table({VMWIRE_NETBSD_PERSONALITY(VMWIRE_PERSONALITY_ROW)});
  return table;
}

const Version* find_version(const std::string& name) {
  for (const Version& v : versions()) {
    if (name == v.name) return &v;
  }
  return nullptr;
}

}  // namespace vmwire::netbsd
