// What: packing: a world of a size as the bytes that this size uses, and nothing else.
// Source: derived; docs/internals/world.md. The rest of a world is zero, which unpack restores.
#include "model/netbsd/pack.h"

#include <algorithm>
#include <numeric>

namespace vmwire::netbsd {
namespace {

/// Calls run(pointer, bytes) for what the size uses of each part of the world.
template <class Run>
void control(const World& w, const Size& size, Run&& run) {
  run(w.thread, size.thread_count() * sizeof w.thread[0]);
  run(w.process, size.processes * sizeof w.process[0]);
}
template <class Run>
void maps(const World& w, const Size& size, Run&& run) {
  for (unsigned i = 0; i < size.processes; ++i) {
    run(w.entry[i], size.entries(i) * sizeof w.entry[i][0]);
    run(w.pte[i], size.va_pages * sizeof w.pte[i][0]);
    run(w.cell[i], size.va_pages * sizeof w.cell[i][0]);
  }
}
template <class Run>
void memory(const World& w, const Size& size, Run&& run) {
  run(w.page, size.pages * sizeof w.page[0]);
  run(&w.event, sizeof w.event);
  run(w.amap, size.amaps() * sizeof w.amap[0]);
  run(&w.system, sizeof w.system);
  run(&w.file, sizeof w.file);
  run(w.anon, size.anons() * sizeof w.anon[0]);
  run(w.slot, size.swap_slots * sizeof w.slot[0]);
}

Packing::Used used_of(const Size& size) {
  Packing::Used used;
  const World w{};
  const auto* const first = reinterpret_cast<const std::byte*>(&w);
  const auto run = [&](const void* piece, std::size_t n) {
    const auto offset = static_cast<int>(static_cast<const std::byte*>(piece) - first);
    for (int i = 0; i < static_cast<int>(n); ++i) used.bytes.push_back(offset + i);
  };
  const auto close = [&] {
    const std::size_t begin =
        std::accumulate(used.parts.begin(), used.parts.end(), std::size_t{0});
    std::sort(used.bytes.begin() + static_cast<std::ptrdiff_t>(begin), used.bytes.end());
    used.parts.push_back(used.bytes.size() - begin);
  };
  control(w, size, run);
  close();
  maps(w, size, run);
  close();
  memory(w, size, run);
  close();
  return used;
}

/// For each byte of a world its place in the packed form, or none.
std::vector<int> places_of(const std::vector<int>& used) {
  std::vector<int> places(sizeof(World), Gather::kNone);
  for (std::size_t i = 0; i < used.size(); ++i) {
    places[static_cast<std::size_t>(used[i])] = static_cast<int>(i);
  }
  return places;
}

}  // namespace

Packing::Packing(const Size& size) : Packing(used_of(size)) {}

Packing::Packing(Used used)
    : parts_(std::move(used.parts)),
      bytes_(used.bytes.size()),
      pack_(used.bytes, sizeof(World)),
      unpack_(places_of(used.bytes), used.bytes.size()) {}

}  // namespace vmwire::netbsd
