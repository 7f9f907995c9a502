// What: the options of `check`, declared. Size knobs come from the families' tables.
#include "cli/check_options.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "cli/engine_words.h"
#include "cli/suggest.h"
#include "families/families.h"

namespace vmwire::cli {

namespace {

constexpr const char* kRules = "Rules (historical bugs; `vmwire list rules`)";
constexpr const char* kSize = "Size (`vmwire list sizes`)";
constexpr const char* kWhat = "What to look for";
constexpr const char* kEngine = "How to search (`vmwire list engine`)";
constexpr const char* kLimits = "Limits (reaching one is inconclusive)";
constexpr const char* kOutput = "Output";

/// One value after each mention of the option, so that a KERNEL may follow.
CLI::Option* one_each(CLI::Option* option) { return option->allow_extra_args(false); }

std::string word(const std::string& name) { return name; }
template <class Value>
std::string word(const Word<Value>& row) {
  return row.name;
}

/// "none, symmetry, por or all"
template <class Words>
std::string words_of(const Words& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    result += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + word(words[i]);
  }
  return result;
}

}  // namespace

std::vector<const family::Knob*> known_knobs() {
  std::vector<const family::Knob*> known;
  for (const families::Family* family : families::all()) {
    for (const family::Knob& knob : family->sizes.knobs) {
      const auto same = [name = std::string(knob.name)](const family::Knob* other) {
        return name == other->name;
      };
      if (std::none_of(known.begin(), known.end(), same)) known.push_back(&knob);
    }
  }
  return known;
}

void add_rule_options(CLI::App& app, RuleOptions& to) {
  one_each(app.add_option("--with", to.with, "Switch a rule on"))->type_name("RULE")->group(kRules);
  one_each(app.add_option("--without", to.without, "Switch a rule off"))
      ->type_name("RULE")
      ->group(kRules);
  app.add_flag("--fixed", to.fixed, "Every known bug off first; so --fixed --with R is exactly R")
      ->group(kRules);
  app.add_flag("--proposed", to.proposed, "--fixed, and every proposed fix on")->group(kRules);
  one_each(app.add_option("--set", to.set, "Change one behaviour (`vmwire list kernels` has them)"))
      ->type_name("FIELD=VALUE")
      ->group(kRules);
}

void add_format_option(CLI::App& app, std::string& to, const std::vector<std::string>& formats) {
  app.add_option("--format", to, "Form of the output: " + words_of(formats))
      ->capture_default_str()
      ->check([formats](const std::string& name) {
        const bool known = std::find(formats.begin(), formats.end(), name) != formats.end();
        return known || name.empty() ? "" : unknown("form", name, formats, words_of(formats));
      }, "")
      ->type_name("FORMAT")
      ->group(kOutput);
}

namespace {

void add_engine_options(CLI::App& app, RunOptions& to) {
  const auto add = [&app](const char* name, std::string& value, const std::string& what) {
    return app.add_option(name, value, what)->group(kEngine);
  };
  add("--workers", to.workers, "Threads that search together, 1 to 16")
      ->capture_default_str()
      ->type_name("N");
  add("--reduce", to.reduce, words_of(reductions()))->capture_default_str()->type_name("HOW");
  add("--search", to.search, words_of(orders()))->capture_default_str()->type_name("ORDER");
  add("--store", to.store, words_of(stores()))->capture_default_str()->type_name("HOW");
  add("--store-size", to.store_size, "Of --store bitstate [1G]")->type_name("BYTES");
  add("--seed", to.seed, "Of --search random [1]")->type_name("N");
  add("--walk-steps", to.walk_steps, "Of each walk of --search random, at most [1000]")
      ->type_name("N");
}

}  // namespace

void add_run_options(CLI::App& app, RunOptions& to) {
  app.add_option("KERNEL", to.kernel, "A version, as in `vmwire list kernels`")
      ->required()
      ->type_name("");
  add_rule_options(app, to.rules);
  app.add_option("--size", to.size, "A named size to start from [small; with --grow tiny]")
      ->type_name("NAME")
      ->group(kSize);
  app.add_flag("--grow", to.grow, "Exhaust this size, then ever larger ones, until a limit is met")
      ->group(kSize);
  for (const family::Knob* knob : known_knobs()) {
    app.add_option(std::string("--") + knob->name, to.knobs[knob->name], knob->what)
        ->type_name(knob->list() ? "N,N,..." : "N")
        ->group(kSize);
  }
  one_each(app.add_option("--ops", to.ops, "Only these operations happen"))
      ->type_name("OP,OP,...")
      ->group(kWhat);
  app.add_option("--steps", to.steps,
                 "Threads begin these, in this order, and no others: 'P0.t0 mmap anon [0,1); ...'")
      ->type_name("STEPS")
      ->group(kWhat);
  app.add_option("--steps-file", to.steps_file, "The same from a file: a step on each line")
      ->type_name("FILE")
      ->group(kWhat);
  one_each(app.add_option("--invariant", to.invariants,
                          "Only this law (id, I7, or sentence), `deadlock` or `stuck`; or those "
                          "behind a kernel's message"))
      ->type_name("ID")
      ->group(kWhat);
  app.add_option("--goal", to.goal, "The shortest way to a world where this holds, instead of laws")
      ->type_name("PREDICATE")
      ->group(kWhat);
  app.add_flag("--all-violations", to.all_violations,
               "Go on past the first: one for each law, operation and step")
      ->group(kWhat);
  app.add_flag("--past-violations", to.past_violations,
               "With --all-violations: also what follows once a law is broken")
      ->group(kWhat);
  add_engine_options(app, to);
  app.add_option("--max-states", to.states_max, "States, as 5000 or 30M")
      ->type_name("N")
      ->group(kLimits);
  app.add_option("--max-depth", to.depth_max, "Steps")->type_name("N")->group(kLimits);
  app.add_option("--max-memory", to.memory_max, "As 16G; three quarters of what is free if absent")
      ->type_name("BYTES")
      ->group(kLimits);
  app.add_option("--max-time", to.time_max, "As 90s, 10m or 2h; in all, with --grow")
      ->type_name("TIME")
      ->group(kLimits);
  app.add_option("--max-sizes", to.sizes_max, "Sizes to exhaust with --grow")
      ->type_name("N")
      ->group(kLimits);
  app.add_option("--trace", to.trace,
                 "Write the counterexample there, as JSON (all violations: numbered; -: to stdout)")
      ->type_name("FILE")
      ->group(kOutput);
  add_format_option(app, to.format, {"text", "json"});
}

}  // namespace vmwire::cli
