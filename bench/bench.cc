// What: the speed of the parts of a run: successors, canonicalization, packing, laws, search.
// Figures and how to read them: docs/performance.md.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "cli/model_options.h"
#include "cli/setup.h"
#include "explorer/bfs.h"
#include "explorer/state_store.h"
#include "explorer/toy/grid.h"
#include "families/families.h"

namespace {

using vmwire::families::Measured;

/// What the first family says that it is measured on.
const vmwire::cli::Setup& setup() {
  static const vmwire::cli::Setup result = [] {
    const std::string words = vmwire::families::all().front()->bench;
    const std::size_t kernel = words.find(' ');
    vmwire::cli::RunOptions options;
    vmwire::cli::Setup made;
    std::string wrong = vmwire::cli::parse_model_options(words.substr(0, kernel),
                                                         words.substr(kernel), options);
    if (wrong.empty()) wrong = vmwire::cli::set_up(options, made);
    if (!wrong.empty()) {
      std::fprintf(stderr, "bench: %s\n", wrong.c_str());
      std::exit(70);
    }
    return made;
  }();
  return result;
}

Measured& measured() {
  static const std::unique_ptr<Measured> parts = setup().family->measure(setup().config);
  return *parts;
}

constexpr benchmark::IterationCount kBatch = 1024;

void successors(benchmark::State& state) {
  measured();
  std::uint64_t count = 0;
  while (state.KeepRunningBatch(kBatch)) count += measured().successors(kBatch);
  state.counters["transitions/s"] =
      benchmark::Counter(static_cast<double>(count), benchmark::Counter::kIsRate);
}
BENCHMARK(successors);

template <void (Measured::*part)(std::uint64_t)>
void repeated(benchmark::State& state) {
  measured();
  while (state.KeepRunningBatch(kBatch)) (measured().*part)(kBatch);
}
BENCHMARK(repeated<&Measured::canonicalize>)->Name("canonicalize");
BENCHMARK(repeated<&Measured::pack>)->Name("pack");
BENCHMARK(repeated<&Measured::unpack>)->Name("unpack");
BENCHMARK(repeated<&Measured::laws>)->Name("laws");

/// A store of states like those of a search, but as many as are asked for: three parts, whose
/// values repeat as parts of worlds do.
class Stored {
 public:
  explicit Stored(vmwire::explorer::StateIndex states)
      : store_(24, {8, 8, 8}, budget_), states_(states) {
    for (vmwire::explorer::StateIndex i = 0; i < states; ++i) {
      const vmwire::explorer::StateKey key = key_of(i);
      store_.fit();
      store_.make_room(1);
      store_.insert(vmwire::explorer::StateStore::hash(key), i,
                    [](vmwire::explorer::StateIndex) { return std::uint64_t{0}; });
      store_.write(i, key);
      store_.commit(i + 1);
    }
  }
  vmwire::explorer::StateKey key_of(std::uint64_t i) {
    std::byte packed[24] = {};
    const std::uint64_t digits[3] = {i % 251, i / 251 % 4093, i / 251 / 4093};
    std::memcpy(packed, digits, sizeof packed);
    vmwire::explorer::StateKey key;
    store_.intern(packed, key);
    return key;
  }
  vmwire::explorer::StateStore& store() { return store_; }
  vmwire::explorer::StateIndex states() const { return states_; }

 private:
  vmwire::explorer::MemoryBudget budget_{0};
  vmwire::explorer::StateStore store_;
  vmwire::explorer::StateIndex states_;
};

/// What interning costs: the numbers of a world's parts, as a successor of the world before it.
void intern(benchmark::State& state) {
  const std::vector<std::vector<std::byte>> packed = measured().packed();
  vmwire::explorer::MemoryBudget budget(0);
  vmwire::explorer::StateStore store(packed.front().size(), measured().parts(), budget);
  std::vector<vmwire::explorer::StateKey> keys(packed.size());
  for (std::size_t i = 0; i < packed.size(); ++i) store.intern(packed[i].data(), keys[i]);
  std::size_t i = 0;
  for (auto _ : state) {
    const std::size_t before = i++ % packed.size(), at = i % packed.size();
    vmwire::explorer::StateKey key;
    store.intern(packed[at].data(), packed[before].data(), keys[before], key);
    benchmark::DoNotOptimize(vmwire::explorer::StateStore::hash(key));
  }
}
BENCHMARK(intern);

/// What looking up costs: known states of ten million, at random, in a window as a round has it.
void look_up(benchmark::State& state) {
  static Stored stored(10'000'000);
  constexpr std::size_t kKeys = 8192, kWindow = 16;
  std::vector<vmwire::explorer::StateKey> keys(kKeys);
  std::vector<std::uint64_t> hashes(kKeys);
  std::mt19937_64 random(1);
  for (auto _ : state) {
    state.PauseTiming();
    for (std::size_t i = 0; i < kKeys; ++i) {
      keys[i] = stored.key_of(random() % stored.states());
      hashes[i] = vmwire::explorer::StateStore::hash(keys[i]);
    }
    state.ResumeTiming();
    for (std::size_t i = 0; i < kKeys + 2 * kWindow; ++i) {
      if (i < kKeys) stored.store().prefetch(hashes[i]);
      if (i >= kWindow && i < kKeys + kWindow) stored.store().prefetch_state(hashes[i - kWindow]);
      if (i < 2 * kWindow) continue;
      const std::size_t at = i - 2 * kWindow;
      benchmark::DoNotOptimize(stored.store().find(keys[at], hashes[at]));
    }
  }
  state.counters["ns/key"] = benchmark::Counter(
      static_cast<double>(kKeys), benchmark::Counter::kIsIterationInvariantRate |
                                      benchmark::Counter::kInvert);
}
BENCHMARK(look_up);

/// A bounded search.
void search(benchmark::State& state) {
  double transitions = 0, states = 0;
  for (auto _ : state) {
    const auto model = setup().family->open(setup().config);
    vmwire::explorer::Options options;
    options.reduce = static_cast<vmwire::explorer::Reduce>(state.range(1));
    options.limits.states = static_cast<std::uint64_t>(state.range(0));
    const auto result = model->search(options, nullptr);
    transitions += static_cast<double>(result.transitions);
    states += static_cast<double>(result.states);
    state.counters["store B/state"] =
        static_cast<double>(result.store_bytes) / static_cast<double>(result.states);
  }
  state.counters["transitions/s"] = benchmark::Counter(transitions, benchmark::Counter::kIsRate);
  state.counters["states/s"] = benchmark::Counter(states, benchmark::Counter::kIsRate);
}
BENCHMARK(search)
    ->ArgNames({"states", "reduce"})  // 0: none, 1: by symmetry, 3: and by partial order
    ->Args({1000000, 0})
    ->Args({1000000, 1})
    ->Args({1000000, 3})
    ->Unit(benchmark::kMillisecond);

/// The engine alone: a model whose states are four bytes and cost nothing to make.
void tiny_states(benchmark::State& state) {
  double states = 0;
  for (auto _ : state) {
    vmwire::explorer::toy::Grid model;
    model.width = model.height = 1024;
    states += static_cast<double>(vmwire::explorer::explore(model, {}).states);
  }
  state.counters["states/s"] = benchmark::Counter(states, benchmark::Counter::kIsRate);
}
BENCHMARK(tiny_states)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
