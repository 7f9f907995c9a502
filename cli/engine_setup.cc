// What: from words to how a run is searched: its limits, its reductions, order, store and workers.
// What cannot be honoured is refused: nothing that was asked for is ignored.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "cli/engine_words.h"
#include "cli/setup.h"
#include "cli/suggest.h"
#include "cli/units.h"
#include "explorer/memory_budget.h"
#include "explorer/workers.h"

namespace vmwire::cli {

namespace {

using explorer::Keep;
using explorer::Order;

template <class Value>
std::string choose_word(const std::string& option, const std::string& noun,
                        const std::string& name, const std::vector<Word<Value>>& words, Value& to) {
  std::vector<std::string> known;
  for (const auto& word : words) {
    known.emplace_back(word.name);
    if (name != word.name) continue;
    to = word.value;
    return "";
  }
  return option + ": " + unknown(noun, name, known, "`vmwire list engine`");
}

/// "" is what was not given. `wanted` says what would do: "expected a number of steps".
std::string choose_number(const std::string& option, const std::string& text,
                          std::optional<std::uint64_t> number, const std::string& wanted,
                          std::uint64_t& to) {
  if (text.empty()) return "";
  if (!number || *number == 0) return option + " " + text.substr(0, 40) + ": expected " + wanted;
  to = *number;
  return "";
}

std::string choose_words(const RunOptions& options, Setup& setup) {
  std::string wrong = choose_word("--reduce", "reduction", options.reduce, reductions(),
                                  setup.reduce);
  if (wrong.empty()) {
    wrong = choose_word("--search", "order", options.search, orders(), setup.order);
  }
  if (wrong.empty()) wrong = choose_word("--store", "store", options.store, stores(), setup.keep);
  return wrong;
}

std::string choose_numbers(const RunOptions& options, Setup& setup) {
  std::uint64_t workers = 1;
  std::string wrong = choose_number("--workers", options.workers, parse_whole(options.workers),
                                    "a number from 1 to 16", workers);
  static_assert(explorer::kWorkersMax == 16, "the number in the complaint");
  if (wrong.empty() && workers > explorer::kWorkersMax) {
    wrong = "--workers " + options.workers + ": expected a number from 1 to 16";
  }
  setup.workers = static_cast<unsigned>(workers);
  if (wrong.empty()) {
    wrong = choose_number("--store-size", options.store_size, parse_bytes(options.store_size),
                          "an amount, as 1G", setup.bitstate_bytes);
  }
  if (wrong.empty()) {
    wrong = choose_number("--seed", options.seed, parse_whole(options.seed),
                          "a whole number from 1", setup.seed);
  }
  if (wrong.empty()) {
    wrong = choose_number("--walk-steps", options.walk_steps, parse_count(options.walk_steps),
                          "a number of steps, as 1000", setup.walk_steps);
  }
  return wrong;
}

/// Options that mean nothing without another one.
std::string idle_option(const RunOptions& options, const Setup& setup) {
  if (!options.store_size.empty() && setup.keep != Keep::bitstate) {
    return "--store-size goes with --store bitstate";
  }
  if (!options.seed.empty() && setup.order != Order::random) {
    return "--seed goes with --search random";
  }
  if (!options.walk_steps.empty() && setup.order != Order::random) {
    return "--walk-steps goes with --search random";
  }
  return "";
}

/// What postponed steps make unanswerable.
std::string postponed_complaint(const RunOptions& options, const Setup& setup) {
  if (!explorer::by_order(setup.reduce)) return "";
  const std::string instead = std::string(" --reduce ") + name_of(setup.reduce) +
                              (explorer::by_symmetry(setup.reduce) ? ": use --reduce symmetry"
                                                                   : ": use --reduce none");
  if (!setup.invariants.empty() && setup.stuck) {
    return "stuck threads are not judged under" + instead;
  }
  if (!options.goal.empty()) {
    return "--goal could be missed among the steps postponed by" + instead;
  }
  if (setup.past_violations) return "--past-violations does not go with" + instead;
  return "";
}

std::string order_complaint(const Setup& setup) {
  const std::string order = std::string("--search ") + name_of(setup.order);
  const std::string store = std::string("--store ") + name_of(setup.keep);
  if (setup.keep != Keep::exact && setup.order != Order::depth) {
    return store + " goes with --search dfs";
  }
  if (setup.order == Order::breadth) return "";
  if (setup.workers > 1) return "--workers above 1 goes with --search bfs, and not with " + order;
  if (!setup.invariants.empty() && setup.stuck) {
    return "stuck threads are judged by --search bfs only, and not by " + order;
  }
  return "";
}

std::string growth_complaint(const Setup& setup) {
  if (!setup.grow) return setup.sizes_max != 0 ? "--max-sizes goes with --grow" : "";
  if (setup.order == Order::random || setup.keep != Keep::exact) {
    return std::string("--grow tells what is exhausted, and ") +
           (setup.keep == Keep::exact ? "--search random"
                                      : std::string("--store ") + name_of(setup.keep)) +
           " never exhausts anything";
  }
  if (setup.limits.depth != 0) return "--max-depth would cut off every size: drop it or --grow";
  return "";
}

}  // namespace

std::string choose_limits(const RunOptions& options, Setup& setup) {
  explorer::Limits& limits = setup.limits;
  const auto choose = [&setup](const char* option, const std::string& text,
                               std::optional<std::uint64_t> number, const std::string& wanted,
                               std::uint64_t& to) {
    std::string wrong = choose_number(option, text, number, wanted, to);
    if (text.empty() || !wrong.empty()) return wrong;
    setup.limits_text += (setup.limits_text.empty() ? "" : " ") + (option + (" " + text));
    return wrong;
  };
  std::string wrong = choose("--max-states", options.states_max, parse_count(options.states_max),
                             "a count, as 5000", limits.states);
  if (wrong.empty()) {
    std::uint64_t depth = 0;
    wrong = choose("--max-depth", options.depth_max, parse_whole(options.depth_max),
                   "a number of steps", depth);
    constexpr std::uint64_t kDepthMax = std::numeric_limits<std::uint32_t>::max();
    limits.depth = static_cast<std::uint32_t>(std::min(depth, kDepthMax));
  }
  if (wrong.empty()) {
    limits.memory = explorer::available_bytes() / 4 * 3;
    wrong = choose("--max-memory", options.memory_max, parse_bytes(options.memory_max),
                   "an amount, as 16G", limits.memory);
  }
  if (wrong.empty()) {
    // Whether it makes sense; a time is no whole number, so it is taken over below.
    const double seconds = parse_seconds(options.time_max).value_or(0);
    std::uint64_t given = 0;
    wrong = choose("--max-time", options.time_max, std::uint64_t{seconds > 0}, "a time, as 10m",
                   given);
    limits.seconds = seconds;
  }
  if (wrong.empty()) {
    wrong = choose("--max-sizes", options.sizes_max, parse_whole(options.sizes_max),
                   "a number of sizes", setup.sizes_max);
  }
  return wrong;
}

std::string choose_engine(const RunOptions& options, Setup& setup) {
  std::string wrong = choose_words(options, setup);
  if (wrong.empty()) wrong = choose_numbers(options, setup);
  if (wrong.empty()) wrong = idle_option(options, setup);
  if (wrong.empty()) wrong = postponed_complaint(options, setup);
  if (wrong.empty()) wrong = order_complaint(setup);
  if (wrong.empty()) wrong = growth_complaint(setup);
  return wrong;
}

}  // namespace vmwire::cli
