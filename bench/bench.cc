// What: the speed of the parts of a run: successors, canonicalization, packing, laws, search.
// Source: derived. Figures and how to read them: docs/performance.md.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <vector>

#include "explorer/bfs.h"
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

/// A bounded search; the argument is the number of states.
void search(benchmark::State& state) {
  double transitions = 0, states = 0;
  for (auto _ : state) {
    Model model(config("netbsd-1.6", "small"));
    set_laws(model);
    vmwire::explorer::Options options;
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
BENCHMARK(search)->Arg(1000000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
