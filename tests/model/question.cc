// What: how each kind of question is put.
#include "tests/model/question.h"

#include <cstring>

#include <gtest/gtest.h>

#include "invariants/netbsd/laws.h"
#include "tests/model/drawn.h"
#include "tests/model/opened.h"

namespace vmwire::netbsd {
namespace {

/// Nothing is asked but what the caller adds.
explorer::Options nothing() {
  explorer::Options options;
  options.laws = 0;
  options.check_stuck = options.check_deadlock = false;
  return options;
}

}  // namespace

std::unique_ptr<families::AnyModel> Question::model() const {
  return opened({personality_of(version, selection), size, ops});
}

families::Answer Question::law(const std::string& id, explorer::Reduce reduce) const {
  const auto& laws = netbsd_laws::laws();
  explorer::Options options = nothing();
  options.reduce = reduce;
  options.check_deadlock = id == "deadlock";
  if (!options.check_deadlock) {
    options.laws = std::uint64_t{1} << (laws.find(id) - laws.laws().data());
  }
  return model()->search(options, nullptr);
}

explorer::Verdict Question::goal(bool (*there)(const World&)) const {
  const families::Predicate predicate = [there](families::WorldView bytes) {
    World w;
    std::memcpy(&w, bytes.data(), sizeof w);
    return there(w);
  };
  return model()->search({}, &predicate).verdict;
}

bool Question::reaches(const std::string& mark) const {
  const auto opened = model();
  EXPECT_TRUE(opened->search(nothing(), nullptr).exhaustive);
  const family::MarkTable& marks = NetBsd::marks();
  for (unsigned i = 0; i < marks.size(); ++i) {
    if (marks[i].id == mark) return opened->coverage()[i];
  }
  ADD_FAILURE() << "no mark " << mark;
  return false;
}

families::Answer Question::all_states() const { return model()->search(nothing(), nullptr); }

}  // namespace vmwire::netbsd
