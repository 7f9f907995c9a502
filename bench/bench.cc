// What: the speed of the parts of a run: successors, canonicalization, packing, laws, search.
// Source: derived. Figures and how to read them: docs/performance.md.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstring>
#include <random>
#include <vector>

#include "explorer/bfs.h"
#include "explorer/state_store.h"
#include "explorer/toy/grid.h"
#include "invariants/invariants.h"
#include "model/netbsd/model.h"
#include "model/netbsd/rules.h"

namespace {

using vmwire::netbsd::Config;
using vmwire::netbsd::Model;
using vmwire::netbsd::World;

Config config(const char* version, const char* size) {
  Config c;
  c.personality = vmwire::netbsd::find_version(version)->personality;
  c.size = vmwire::netbsd::find_size(size)->size;
  vmwire::netbsd::Selection proposed;
  proposed.proposed = true;
  vmwire::netbsd::apply(proposed, c.personality);
  return c;
}

void set_laws(Model& model) {
  const vmwire::netbsd::Size size = model.config().size;
  model.laws = [size](const World& w) {
    return vmwire::invariants::broken_laws(w, size, ~std::uint64_t{0});
  };
}

/// Worlds as a search meets them: the first that a breadth-first search finds.
const std::vector<World>& sample() {
  static const std::vector<World> worlds = [] {
    Model model(config("netbsd-1.6", "small"));
    std::vector<World> found = model.initial();
    struct Sink {
      std::vector<World>& found;
      void transition(const Model::Action&, const World& next) {
        if (found.size() < 20000) found.push_back(next);
      }
      void blocked(unsigned, std::uint32_t) {}
    } sink{found};
    for (std::size_t i = 0; i < found.size() && found.size() < 20000; ++i) {
      const World w = found[i];
      model.successors(w, sink);
    }
    return found;
  }();
  return worlds;
}

void successors(benchmark::State& state) {
  Model model(config("netbsd-1.6", "small"));
  struct Sink {
    std::size_t count = 0;
    void transition(const Model::Action&, const World& next) {
      benchmark::DoNotOptimize(&next);
      ++count;
    }
    void blocked(unsigned, std::uint32_t) {}
  } sink;
  std::size_t i = 0;
  for (auto _ : state) model.successors(sample()[i++ % sample().size()], sink);
  state.counters["transitions/s"] =
      benchmark::Counter(static_cast<double>(sink.count), benchmark::Counter::kIsRate);
}
BENCHMARK(successors);

void canonicalize(benchmark::State& state) {
  Model model(config("netbsd-1.6", "small"));
  std::size_t i = 0;
  for (auto _ : state) {
    World w = sample()[i++ % sample().size()];
    benchmark::DoNotOptimize(model.canonicalize(w));
  }
}
BENCHMARK(canonicalize);

void pack(benchmark::State& state) {
  Model model(config("netbsd-1.6", "small"));
  std::vector<std::byte> bytes(model.pack_size());
  std::size_t i = 0;
  for (auto _ : state) {
    model.pack(sample()[i++ % sample().size()], bytes.data());
    benchmark::ClobberMemory();
  }
}
BENCHMARK(pack);

void unpack(benchmark::State& state) {
  Model model(config("netbsd-1.6", "small"));
  const std::size_t size = model.pack_size();
  std::vector<std::byte> bytes(sample().size() * size);
  for (std::size_t i = 0; i < sample().size(); ++i) model.pack(sample()[i], &bytes[i * size]);
  World w{};
  std::size_t i = 0;
  for (auto _ : state) {
    model.unpack(&bytes[i++ % sample().size() * size], w);
    benchmark::DoNotOptimize(&w);
    benchmark::ClobberMemory();
  }
}
BENCHMARK(unpack);

void laws(benchmark::State& state) {
  const vmwire::netbsd::Size size = config("netbsd-1.6", "small").size;
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(vmwire::invariants::broken_laws(
        sample()[i++ % sample().size()], size, ~std::uint64_t{0}));
  }
}
BENCHMARK(laws);

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
  Model model(config("netbsd-1.6", "small"));
  vmwire::explorer::MemoryBudget budget(0);
  vmwire::explorer::StateStore store(model.pack_size(), model.parts(), budget);
  std::vector<std::vector<std::byte>> packed;
  for (const World& w : sample()) {
    packed.emplace_back(model.pack_size());
    model.pack(w, packed.back().data());
  }
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
    Model model(config("netbsd-1.6", "small"));
    set_laws(model);
    vmwire::explorer::Options options;
    options.reduce = static_cast<vmwire::explorer::Reduce>(state.range(1));
    options.limits.states = static_cast<std::uint64_t>(state.range(0));
    const auto result = vmwire::explorer::explore(model, options);
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
