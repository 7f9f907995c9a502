// What: packing: a world of a size as the bytes that this size uses, and nothing else.
// Source: derived; docs/internals/world.md. The rest of a world is zero, which unpack restores.
#include "model/netbsd/pack.h"

#include <algorithm>

namespace vmwire::netbsd {
namespace {

/// Calls run(pointer, bytes) for each part of the world that the size uses.
template <class Run>
void runs(const World& w, const Size& size, Run&& run) {
  run(w.thread, size.thread_count() * sizeof w.thread[0]);
  for (unsigned i = 0; i < size.processes; ++i) {
    run(w.entry[i], size.entries(i) * sizeof w.entry[i][0]);
    run(w.pte[i], size.va_pages * sizeof w.pte[i][0]);
    run(w.cell[i], size.va_pages * sizeof w.cell[i][0]);
  }
  run(w.page, size.pages * sizeof w.page[0]);
  run(&w.event, sizeof w.event);
  run(w.process, size.processes * sizeof w.process[0]);
  run(w.amap, size.amaps() * sizeof w.amap[0]);
  run(&w.system, sizeof w.system);
  run(&w.file, sizeof w.file);
  run(w.anon, size.anons() * sizeof w.anon[0]);
  run(w.slot, size.swap_slots * sizeof w.slot[0]);
}

/// The bytes of a world that the size uses, in their order.
std::vector<int> used_bytes(const Size& size) {
  std::vector<int> used;
  const World w{};
  const auto* const first = reinterpret_cast<const std::byte*>(&w);
  runs(w, size, [&](const void* part, std::size_t n) {
    const auto offset = static_cast<int>(static_cast<const std::byte*>(part) - first);
    for (int i = 0; i < static_cast<int>(n); ++i) used.push_back(offset + i);
  });
  std::sort(used.begin(), used.end());
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

Packing::Packing(const Size& size) : Packing(used_bytes(size)) {}

Packing::Packing(const std::vector<int>& used)
    : bytes_(used.size()), pack_(used, sizeof(World)), unpack_(places_of(used), used.size()) {}

}  // namespace vmwire::netbsd
