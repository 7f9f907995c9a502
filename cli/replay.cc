// What: `vmwire replay`: takes a trace's steps again, perhaps under other rules, and says where
// the world departs from the recorded one.
// Source: derived: SibylFS's checker: seen, recorded, and how it goes on.
#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/recorded.h"
#include "cli/run_options.h"
#include "cli/search.h"
#include "cli/trace_of.h"
#include "explorer/memory_budget.h"
#include "traces/codec.h"

namespace vmwire::cli {

namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  vmwire replay t.json\n"
    "  vmwire replay t.json --proposed\n"
    "  vmwire replay t.json --without netbsd-vsunlock-clears-mlock\n"
    "\n"
    "Exit: 0 the same violation is reached, 1 it is not, 64 usage, 65 the file is broken.\n";

class Replay {
 public:
  Replay(const traces::Trace& trace, const Recorded& recorded, const netbsd::Config& config)
      : trace_(trace),
        recorded_(recorded),
        other_rules_(config.personality != recorded.setup.config.personality),
        model_(config),
        world_(recorded.worlds.front()) {}

  int run() {
    const auto& initial = model_.initial();
    if (std::find(initial.begin(), initial.end(), world_) == initial.end()) {
      return gone("the initial world is none that this program starts in");
    }
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) {
      if (!take(i)) return gone(not_on_offer(i));
      if (!departed_) continue;
      if (!other_rules_) return gone("under the same rules that step goes another way now");
      // The law may break earlier then, and what breaks it may be over by the end.
      if (trace_.violation.kind != "stuck" && broken()) return reached(i + 1);
    }
    if (broken()) return reached(trace_.steps.size());
    return gone(fmt::format("all {} steps can be taken, and it holds after them",
                            trace_.steps.size()));
  }

 private:
  bool take(std::size_t i) {
    netbsd::World next{};
    netbsd::Taken taken;
    if (!model_.take(world_, recorded_.actions[i], next, taken)) return false;
    if (!departed_ && !(next == recorded_.worlds[i + 1])) depart(i, next, taken);
    world_ = next;
    return true;
  }

  std::string step_name(std::size_t i) const {
    const traces::Step& step = trace_.steps[i];
    return fmt::format("step {} ({} {}{})", i + 1, step.actor, step.operation,
                       step.arguments.begins ? "" : ", continued");
  }

  void depart(std::size_t i, const netbsd::World& next, const netbsd::Taken& taken) {
    departed_ = true;
    const traces::Step seen = step_of(model_, recorded_.fields, world_, taken, next);
    report_ += "DEPARTS at " + step_name(i) + "\n";
    report_ += "    recorded: " + trace_.steps[i].step + "\n";
    report_ += "    seen:     " + seen.step + "\n";
    // From the recorded world to the one seen: `from` is recorded, `to` is seen.
    for (const traces::Change& change :
         traces::difference(recorded_.worlds[i + 1], next, recorded_.fields)) {
      report_ += fmt::format("    {}: seen {}, recorded {}\n", change.field, change.to,
                             change.from);
    }
  }

  std::string not_on_offer(std::size_t i) {
    std::string why = step_name(i) + " is not on offer";
    if (model_.terminal(world_)) return why + ": the kernel has panicked";
    for (const netbsd::Wait& wait : model_.waits(world_)) {
      if (wait.thread != recorded_.actions[i].actor) continue;
      why += ": " + trace_.steps[i].actor + " waits for " + wait.what;
    }
    return why;
  }

  bool broken() {
    const traces::Violation& violation = trace_.violation;
    if (violation.kind == "deadlock") return !deadlock_in(model_, world_).empty();
    if (violation.kind == "goal") return recorded_.setup.goal->holds(world_);
    if (violation.kind == "stuck") {
      explorer::Limits limits;
      limits.memory = explorer::available_bytes() / 4 * 3;
      return stuck_from(model_, world_, limits) != 0;
    }
    invariants::Culprit culprit;
    const invariants::Law* law = invariants::find_law(violation.invariant);
    if (law->holds(world_, model_.config().size, &culprit)) return false;
    culprit_ = culprit.text;
    return true;
  }

  int reached(std::size_t steps) {
    report_ += fmt::format("REACHED {} {} {} steps\n", trace_.violation.invariant,
                           departed_ ? "nevertheless, after" : "again, after", steps);
    const std::string culprit = culprit_.empty() ? trace_.violation.message : culprit_;
    report_ += "culprit: " + culprit + "\n";
    print(report_);
    return finish(kHolds);
  }

  int gone(const std::string& why) {
    report_ += "GONE " + trace_.violation.invariant + ": " + why + "\n";
    print(report_);
    return finish(kViolated);
  }

  const traces::Trace& trace_;
  const Recorded& recorded_;
  bool other_rules_;
  netbsd::Model model_;
  netbsd::World world_;
  bool departed_ = false;
  std::string report_;
  std::string culprit_;
};

int replay(const std::string& file, const RuleOptions& rules) {
  netbsd::Selection selection;
  if (std::string wrong = choose_rules(rules, selection); !wrong.empty()) {
    return complain(wrong, kUsage);
  }
  const traces::Read read = traces::read_file(file);
  if (!read.ok()) return complain(read.error, kBadData);
  Recorded recorded;
  if (std::string wrong = read_record(read.trace, recorded); !wrong.empty()) {
    return complain(file + ": " + wrong, kBadData);
  }
  // The options change the recorded personality, which may have been changed by --set.
  netbsd::Config config = recorded.setup.config;
  if (std::string wrong = netbsd::apply(selection, config.personality); !wrong.empty()) {
    return complain(wrong, kUsage);
  }
  return Replay(read.trace, recorded, config).run();
}

}  // namespace

void add_replay(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("replay", "Take a trace's steps again");
  struct Options {
    std::string file;
    RuleOptions rules;
  };
  auto options = std::make_shared<Options>();
  command->add_option("TRACE", options->file, "A file written by `vmwire check --trace`")
      ->required()
      ->type_name("");
  add_rule_options(*command, options->rules);
  command->footer(kExamples);
  command->callback([options, &run] {
    run = [options] { return replay(options->file, options->rules); };
  });
}

}  // namespace vmwire::cli
