// What: THE list of families, and what is found in it by name.
#include "families/families.h"

#include "families/netbsd/family.h"
#include "families/toykernel/family.h"

namespace vmwire::families {

std::span<const Family* const> all() {
  static const Family* const list[] = {&netbsd(), &toykernel()};
  return list;
}

const Family* find_by_kernel(const std::string& kernel) {
  for (const Family* family : all()) {
    if (family->find_version(kernel) != nullptr) return family;
  }
  return nullptr;
}

const Family* find(const std::string& name) {
  for (const Family* family : all()) {
    if (name == family->name) return family;
  }
  return nullptr;
}

const Family* find_by_rule(const std::string& rule) {
  for (const Family* family : all()) {
    if (family->rules.find(rule) != nullptr) return family;
  }
  return nullptr;
}

const Version* Family::find_version(const std::string& kernel) const {
  for (const Version& version : versions) {
    if (kernel == version.name) return &version;
  }
  return nullptr;
}

const OpInfo* Family::find_op(const std::string& op) const {
  for (std::size_t i = 1; i < ops.size(); ++i) {
    if (op == ops[i].name) return &ops[i];
  }
  return nullptr;
}

const LawInfo* Family::find_law(const std::string& law) const {
  for (const LawInfo& row : laws) {
    if (law == row.id || law == row.alias || std::string(name) + "." + law == row.id) return &row;
  }
  return nullptr;
}

std::uint64_t Family::all_laws() const {
  return laws.size() >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << laws.size()) - 1;
}

}  // namespace vmwire::families
