// What: a question that a test puts to the model: rules, a size, operations, and what is asked.
// The interface: families/any_model.h.
#pragma once

#include <memory>
#include <string>

#include "families/any_model.h"
#include "model/family/rules.h"
#include "model/netbsd/kernel.h"

namespace vmwire::netbsd {

struct Question {
  family::Selection selection;
  Size size;
  family::OpSet ops = family::kAllOps;
  const char* version = "netbsd-1.6";

  /// For one law; "deadlock" is one here.
  families::Answer law(const std::string& id,
                       explorer::Reduce reduce = explorer::Reduce::symmetry) const;
  explorer::Verdict goal(bool (*there)(const World&)) const;
  /// Whether a mark is reached anywhere.
  bool reaches(const std::string& mark) const;
  /// Over all, whatever is broken on the way.
  families::Answer all_states() const;

 private:
  std::unique_ptr<families::AnyModel> model() const;
};

inline family::Selection fixed_with(const char* field, const char* value) {
  return {.fixed = true, .set = {{field, value}}};
}

}  // namespace vmwire::netbsd
