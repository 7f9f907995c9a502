// What: the tables. The first word of each is what the others are weaker or stronger than.
// explorer/options.h says what each value means.
#include "cli/engine_words.h"

#include <fmt/format.h>

namespace vmwire::cli {

using explorer::Keep;
using explorer::Order;
using explorer::Reduce;

namespace {

template <class Value>
const char* name_in(const std::vector<Word<Value>>& words, Value value) {
  for (const auto& word : words) {
    if (word.value == value) return word.name;
  }
  return "?";
}

template <class Value>
std::vector<Word<unsigned>> plain(const std::vector<Word<Value>>& words) {
  std::vector<Word<unsigned>> result;
  for (const auto& word : words) {
    result.push_back({word.name, static_cast<unsigned>(word.value), word.what});
  }
  return result;
}

}  // namespace

const std::vector<Word<Reduce>>& reductions() {
  static const std::vector<Word<Reduce>> words = {
      {"none", Reduce::none, "every state as it is"},
      {"symmetry", Reduce::symmetry, "one of all states that differ by names only (default)"},
      {"por", Reduce::por,
       "silent steps as late as possible: fewer states, the same laws and deadlocks; "
       "stuck threads are not judged"},
      {"all", Reduce::all, "symmetry and por"},
  };
  return words;
}

const std::vector<Word<Order>>& orders() {
  static const std::vector<Word<Order>> words = {
      {"bfs", Order::breadth, "level by level: counterexamples are shortest (default)"},
      {"dfs", Order::depth, "the latest state first: deep at once, with long counterexamples"},
      {"random", Order::random, "random walks from the start, until a limit; never exhaustive"},
      {"guided", Order::guided,
       "states nearest to a broken law first, in models that measure that"},
  };
  return words;
}

const std::vector<Word<Keep>>& stores() {
  static const std::vector<Word<Keep>> words = {
      {"exact", Keep::exact, "all of each state: nothing is missed (default)"},
      {"compact", Keep::compact, "a hash of 64 bits for each state: some may be missed"},
      {"bitstate", Keep::bitstate, "a few bits for each state: more may be missed (--store-size)"},
  };
  return words;
}

const char* name_of(Reduce reduce) { return name_in(reductions(), reduce); }
const char* name_of(Order order) { return name_in(orders(), order); }
const char* name_of(Keep keep) { return name_in(stores(), keep); }

const std::vector<EngineOption>& engine_options() {
  static const std::vector<EngineOption> options = {
      {"--reduce", "states that are left out because they only repeat others", plain(reductions())},
      {"--search", "the order in which states are looked at", plain(orders())},
      {"--store", "what is kept of a state, to know it again", plain(stores())},
  };
  return options;
}

std::string engine_help() {
  std::string text;
  for (const EngineOption& option : engine_options()) {
    text += fmt::format("{}: {}\n", option.name, option.what);
    for (const auto& word : option.words) {
      text += fmt::format("  {:<9} {}\n", word.name, word.what);
    }
  }
  return text;
}

}  // namespace vmwire::cli
