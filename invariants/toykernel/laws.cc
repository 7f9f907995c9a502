// What: the table of laws. A law is a file in this folder; the build lists them.
// Source: derived.
#include "invariants/toykernel/laws.h"

namespace vmwire::toykernel_laws {

#define VMWIRE_LAW(file) extern const Laws file;
#include "invariants/toykernel/law_files.inc"
#undef VMWIRE_LAW

const invariants::LawTable<Nouns>& laws() {
  static const invariants::LawTable<Nouns> table = [] {
    Laws all;
#define VMWIRE_LAW(file) all.insert(all.end(), file.begin(), file.end());
#include "invariants/toykernel/law_files.inc"
#undef VMWIRE_LAW
    return invariants::LawTable<Nouns>("toykernel", all);
  }();
  return table;
}

}  // namespace vmwire::toykernel_laws
