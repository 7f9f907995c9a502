// What: packing: a world of a size as the bytes that this size uses, and nothing else.
// Source: derived; docs/internals/world.md. The rest of a world is zero, which unpack restores.
#include <cstring>

#include "model/netbsd/model.h"

namespace vmwire::netbsd {
namespace {

/// Calls run(pointer, bytes) for each part of the world that the size uses.
template <class W, class Run>
void runs(W& w, const Size& size, Run&& run) {
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

}  // namespace

std::size_t Model::pack_size() const {
  std::size_t bytes = 0;
  World w{};
  runs(w, config_.size, [&](const void*, std::size_t n) { bytes += n; });
  return bytes;
}

void Model::pack(const World& w, std::byte* to) const {
  runs(w, config_.size, [&](const void* part, std::size_t n) {
    std::memcpy(to, part, n);
    to += n;
  });
}

void Model::unpack(const std::byte* from, World& w) const {
  w = World{};
  runs(w, config_.size, [&](void* part, std::size_t n) {
    std::memcpy(part, from, n);
    from += n;
  });
}

}  // namespace vmwire::netbsd
