// What: see scenario.h.
#include "cli/scenario.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/scenario_words.h"
#include "cli/suggest.h"
#include "families/family.h"

namespace vmwire::cli {

const char* const kStepsHelp =
    "--steps: the threads begin these operations, in this order, and no others; the kernel's own\n"
    "actors run as ever, and all interleavings of that are searched. A step is THREAD OPERATION,\n"
    "as the program prints them. P0 is P0.t0; what is left out of an operation is left open.\n"
    "  a; b     b begins when a has begun; if both are of one thread, when a has returned\n"
    "  a ;; b   b begins when all before it have returned\n"
    "  a | b    in any order; `;` binds stronger than `|`, and `|` stronger than `;;`\n"
    "In a file (--steps-file) the end of a line is a `;`, and `#` begins a comment. The size is\n"
    "the smallest that has what the steps name, unless --size is given. Threads and processes\n"
    "keep their names, also in a goal: entry[1][0] is one of P1.\n"
    "\n";

namespace {

using families::AnyModel;
using families::OpInfo;
using families::ScriptStep;
using family::Action;

constexpr std::size_t kTextMax = 3000;  // a trace keeps it, also as a part of a command line

/// Carries a complaint to parse_scenario and no further.
struct Mistake {
  std::size_t at;
  std::string what;
  std::string there_is = {};  ///< at this size, instead
};

std::string quoted(const std::string& word) { return "'" + word.substr(0, 60) + "'"; }

/// A few of many.
std::string listed(const std::vector<std::string>& words) {
  constexpr std::size_t kMost = 12;
  const auto end = words.begin() + static_cast<long>(std::min(kMost, words.size()));
  const std::vector<std::string> few(words.begin(), end);
  return fmt::format("{}{}", fmt::join(few, ", "), few.size() < words.size() ? ", ..." : "");
}

/// An operation that a thread could begin, and how much of its text has been named.
struct Candidate {
  Action action;
  std::string text;
  StepWords words;
  std::size_t named = 0;

  /// The word is named next, perhaps with words left out before it.
  bool name(const std::string& word) {
    for (std::size_t i = named; i < words.size(); ++i) {
      if (words[i].text != word) continue;
      named = i + 1;
      return true;
    }
    return false;
  }
};

class Parser {
 public:
  explicit Parser(const AnyModel& model)
      : model_(model), beginnings_(model.beginnings()), initial_(model.initial().front()) {}

  void parse(const std::string& text, Scenario& to) {
    ScenarioWords words;
    std::size_t at = 0;
    if (std::string wrong = split_scenario(text, words, at); !wrong.empty()) {
      throw Mistake{at, wrong};
    }
    std::vector<families::ScriptPhase> phases;
    std::set<unsigned> threads;
    for (const auto& groups : words) {
      std::vector<std::optional<std::size_t>> group_of(model_.threads());
      phases.emplace_back();
      for (std::size_t g = 0; g < groups.size(); ++g) {
        phases.back().emplace_back();
        for (const StepWords& step : groups[g]) {
          if (to.steps.size() == families::Script::kStepsMax) {
            throw Mistake{step.front().at, "more than 64 steps"};
          }
          const std::string cut = to.steps.empty()               ? ""
                                  : &step != &groups[g].front() ? "; "
                                  : g != 0                      ? " | "
                                                                : " ;; ";
          phases.back().back().push_back(step_of(step, cut, to));
          const unsigned thread = phases.back().back().back().thread;
          threads.insert(thread);
          if (group_of[thread] && *group_of[thread] != g) {
            throw Mistake{step.front().at, to.steps.back().thread + " has steps on both sides of "
                                           "'|': put what one thread does between two '|'"};
          }
          group_of[thread] = g;
        }
      }
    }
    if (to.text.size() > kTextMax) throw Mistake{0, "longer than 3000 characters"};
    to.script = families::Script(std::move(phases));
    to.threads = threads.size();
  }

 private:
  ScriptStep step_of(const StepWords& words, const std::string& cut, Scenario& to) const {
    const unsigned thread = thread_of(words.front());
    const std::string name = model_.actor_name(thread);
    const OpInfo& op = op_of(words, name);
    std::vector<Candidate> meant = meant_by(words, thread, op);
    std::string text = meant.front().text;
    if (meant.size() > 1) {  // left open: as it was typed
      std::vector<std::string> typed;
      for (std::size_t i = 1; i < words.size(); ++i) typed.push_back(words[i].text);
      text = fmt::format("{}", fmt::join(typed, " "));
    }
    to.text += cut + name + " " + text;
    to.steps.push_back({cut, name, text, meant.size()});
    ScriptStep step{thread, {}, 0};
    for (const Candidate& candidate : meant) step.any.push_back(candidate.action);
    return step;
  }

  std::vector<std::string> thread_names() const {
    std::vector<std::string> names;
    for (unsigned k = 0; k < model_.threads(); ++k) names.push_back(model_.actor_name(k));
    return names;
  }

  unsigned thread_of(const ScenarioWord& word) const {
    const std::vector<std::string> names = thread_names();
    for (const unsigned actor : model_.actors()) {
      const std::string name = model_.actor_name(actor);
      if (actor < model_.threads()) {
        if (word.text == name || word.text + ".t0" == name) return actor;
      } else if (word.text == name) {
        throw Mistake{word.at, quoted(name) + " is the kernel's own, and runs as ever: a step "
                               "begins with a thread, as " + names.front()};
      }
    }
    if (model_.family().find_op(word.text) != nullptr) {
      throw Mistake{word.at, quoted(word.text) + " needs a thread before it, as " +
                             names.front() + " " + word.text};
    }
    throw Mistake{word.at, "no thread is named " + quoted(word.text), listed(names)};
  }

  const OpInfo& op_of(const StepWords& words, const std::string& thread) const {
    if (words.size() == 1) {
      throw Mistake{words[0].at + words[0].text.size(), "expected an operation after " + thread};
    }
    const ScenarioWord& word = words[1];
    const OpInfo* const op = model_.family().find_op(word.text);
    if (op == nullptr) {
      std::vector<std::string> known;
      for (const OpInfo& row : model_.family().ops) {
        if (row.actor == "thread") known.emplace_back(row.name);
      }
      throw Mistake{word.at, unknown("operation", word.text, known, "`vmwire list ops`")};
    }
    if (op->actor != "thread") {
      throw Mistake{word.at, fmt::format("{} is done by the {}, which runs as ever, and begun by "
                                         "no thread", word.text, op->actor)};
    }
    if (!family::has(model_.config().ops, model_.family().number(*op))) {
      throw Mistake{word.at, word.text + " is not among --ops"};
    }
    if (!model_.family().room(model_.config().size, model_.family().number(*op))) {
      throw Mistake{word.at, "there is no room for what " + word.text + " makes",
                    listed(thread_names())};
    }
    return *op;
  }

  /// Every operation whose text has all of the words, in their order.
  std::vector<Candidate> meant_by(const StepWords& words, unsigned thread,
                                  const OpInfo& op) const {
    std::vector<Candidate> meant;
    for (const Action& action : beginnings_) {
      if (action.actor != thread || action.op != model_.family().number(op)) continue;
      const std::string text = model_.action_text(initial_, action);
      meant.push_back({action, text, words_in(text), 1});
    }
    if (meant.empty()) {
      throw Mistake{words[1].at, "there is nothing that " + words[1].text + " could be about",
                    "nothing"};
    }
    for (std::size_t i = 2; i < words.size(); ++i) {
      const std::vector<Candidate> before = meant;
      std::erase_if(meant, [&](Candidate& c) { return !c.name(words[i].text); });
      if (meant.empty()) throw misfit(words, i, before);
    }
    return meant;
  }

  static Mistake misfit(const StepWords& words, std::size_t i,
                        const std::vector<Candidate>& before) {
    std::vector<std::string> next;
    for (const Candidate& c : before) {
      for (std::size_t k = c.named; k < c.words.size(); ++k) {
        const std::string& word = c.words[k].text;
        if (std::find(next.begin(), next.end(), word) == next.end()) next.push_back(word);
      }
    }
    std::vector<std::string> after;
    for (std::size_t k = 1; k < i; ++k) after.push_back(words[k].text);
    return {words[i].at,
            fmt::format("{} does not follow '{}'", quoted(words[i].text), fmt::join(after, " ")),
            next.empty() ? "nothing more" : listed(next)};
  }

  const AnyModel& model_;
  const std::vector<Action> beginnings_;
  const family::AnyWorld initial_;
};

}  // namespace

ScenarioMistake parse_scenario(const std::string& text, const AnyModel& model, Scenario& to) {
  to = Scenario();
  if (text.size() > kTextMax) return {"longer than 3000 characters", 0, ""};
  try {
    Parser(model).parse(text, to);
    return {};
  } catch (const Mistake& mistake) {
    return {place_in(text, mistake.at) + ": " + mistake.what, mistake.at, mistake.there_is};
  }
}

std::string ScenarioMistake::line(bool any_size) const {
  if (!of_size()) return what;
  return what +
         (any_size ? " in any size that fits; the smallest has " : " in this size; it has ") +
         there_is;
}

}  // namespace vmwire::cli
