// What: the table, gathered from the files of the laws.
// Source: derived: law_files.inc, which Bazel writes, has VMWIRE_LAW(stem) for each law's file.
#include "invariants/netbsd/laws.h"

#include "model/core/check.h"

namespace vmwire::netbsd_laws {

#define VMWIRE_LAW(stem) extern const Laws stem;
#include "invariants/netbsd/law_files.inc"
#undef VMWIRE_LAW

namespace {

LawTable gathered() {
  Laws all;
  for (const Laws* file : {
#define VMWIRE_LAW(stem) &stem,
#include "invariants/netbsd/law_files.inc"
#undef VMWIRE_LAW
       }) {
    VMWIRE_CHECK(!file->empty() && "laws are there from the beginning of main() on");
    all.insert(all.end(), file->begin(), file->end());
  }
  return {"netbsd", all};
}

}  // namespace

const LawTable& laws() {
  static const LawTable table = gathered();
  return table;
}

}  // namespace vmwire::netbsd_laws
