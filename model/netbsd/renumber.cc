// What: new numbers for amaps, anons, swap slots and pages, in the order of first reference.
// Source: derived; why it is sound: docs/internals/canonicalization.md.
// Nearly always a step has left most numbers canonical: all are worked out first, without a write,
// and then only the kinds that changed are rewritten.
#include "model/netbsd/renumber.h"

#include "model/core/fit.h"

#include <algorithm>
#include <bit>

namespace vmwire::netbsd {
namespace {

/// New names of one kind by the order in which they were seen; 0 stays 0. Both lists have four
/// bits an id, so that they stay in registers.
class Names {
 public:
  /// Of `count` things with ids from 1. `reserved`: an id that keeps its name, or 0.
  explicit Names(unsigned count, unsigned reserved = 0)
      : count_(count), reserved_(std::uint64_t{reserved} << (4 * reserved)), name_(reserved_) {}

  void see(unsigned id) {
    if (id == 0 || (*this)[id] != 0) return;
    ++last_;
    name_ |= std::uint64_t{last_} << (4 * id);
    old_ |= std::uint64_t{id} << (4 * last_);
  }
  void see_rest() {
    for (unsigned id = 1; !complete(); ++id) see(id);
  }
  bool complete() const { return last_ == count_; }
  unsigned operator[](unsigned id) const { return name_ >> (4 * id) & 15u; }
  unsigned old(unsigned name) const { return old_ >> (4 * name) & 15u; }
  /// Every name is the old one. Requires that all have been seen.
  bool same() const {
    constexpr std::uint64_t ordered = 0x876543210;
    return name_ == ((ordered & ((std::uint64_t{16} << (4 * count_)) - 1u)) | reserved_);
  }

 private:
  unsigned count_, last_ = 0;
  std::uint64_t reserved_, name_, old_ = 0;
};

/// Moves the things of one kind to their new places.
template <class Thing, unsigned N>
void move(Thing (&things)[N], unsigned count, const Names& names) {
  Thing old[N];
  std::copy_n(things, count, old);
  for (unsigned i = 0; i < count; ++i) things[names[i + 1u] - 1u] = old[i];
}

Names name_amaps(const World& w, const Shape& shape) {
  Names amaps(shape.amaps);
  for (unsigned i = 0; i < shape.processes; ++i) {
    for (unsigned k = 0; k < shape.entries[i]; ++k) {
      amaps.see(static_cast<unsigned>(w.entry[i][k].amap));
    }
  }
  amaps.see_rest();
  return amaps;
}

Names name_anons(const World& w, const Shape& shape, const Names& amaps) {
  Names anons(shape.anons);
  for (unsigned n = 1; n <= shape.amaps; ++n) {
    const Amap& amap = w.amap[amaps.old(n) - 1u];
    if (amap.ref == 0) break;
    for (unsigned k = 0; k < shape.va_pages; ++k) anons.see(static_cast<unsigned>(amap.slot(k)));
  }
  for (unsigned i = 1; i <= shape.anons; ++i) {
    if (w.anon[i - 1u].ref != 0) anons.see(i);
  }
  anons.see_rest();
  return anons;
}

Names name_slots(const World& w, const Shape& shape, const Names& anons) {
  Names slots(shape.swap_slots, static_cast<unsigned>(kBadSlot));
  for (unsigned n = 1; n <= shape.anons && !slots.complete(); ++n) {
    slots.see(static_cast<unsigned>(w.anon[anons.old(n) - 1u].slot()));
  }
  for (unsigned i = 1; i <= shape.swap_slots; ++i) {
    if (w.slot[i - 1u].phase() == SlotPhase::bad) slots.see(i);
  }
  slots.see_rest();
  return slots;
}

/// What tells allocated pages apart that nothing names.
std::uint32_t content(const World& w, unsigned page, const Names& anons) {
  Page p = w.page[page - 1u];
  if (is_anon(p.owner)) p.owner = static_cast<OwnerId>(anons[static_cast<unsigned>(p.owner)]);
  return std::bit_cast<std::uint32_t>(p);
}

/// Whatever is allocated and not seen yet, by its contents: equal ones are the same.
void see_by_content(const World& w, const Shape& shape, const Names& anons, Names& pages) {
  std::uint8_t rest[kPagesMax];
  unsigned n = 0;
  for (unsigned i = 1; i <= shape.pages; ++i) {
    if (pages[i] == 0 && w.page[i - 1u].phase != PagePhase::free) {
      rest[n++] = static_cast<std::uint8_t>(i);
    }
  }
  for (unsigned i = 1; i < n; ++i) {
    for (unsigned k = i; k > 0 && content(w, rest[k], anons) < content(w, rest[k - 1u], anons);
         --k) {
      std::swap(rest[k], rest[k - 1u]);
    }
  }
  for (unsigned i = 0; i < n; ++i) pages.see(rest[i]);
}

Names name_pages(const World& w, const Shape& shape, const Names& anons) {
  Names pages(shape.pages, static_cast<unsigned>(kLostPage));
  for (unsigned n = 1; n <= shape.anons; ++n) {
    const Anon& anon = w.anon[anons.old(n) - 1u];
    if (anon.ref == 0) break;
    pages.see(static_cast<unsigned>(anon.page()));
  }
  if (pages.complete()) return pages;
  // File pages by offset; then what something names: a PTE, a claim, a thread.
  for (unsigned o = 0; o < shape.file_pages; ++o) {
    for (unsigned i = 1; i <= shape.pages; ++i) {
      if (w.page[i - 1u].owner == owner_of_file_page(o)) pages.see(i);
    }
  }
  if (pages.complete()) return pages;
  for (unsigned i = 0; i < shape.processes; ++i) {
    for (unsigned v = 0; v < shape.va_pages; ++v) {
      pages.see(w.pte[i][v].page_bits);
      pages.see(w.cell[i][v].claim_bits);
    }
  }
  for (unsigned k = 0; k < shape.threads; ++k) {
    const Thread t = w.thread[k];
    pages.see(static_cast<unsigned>(t.page));
    for (unsigned v = 0; t.vslocked != 0 && v < shape.va_pages; ++v) {
      pages.see(static_cast<unsigned>(t.vslock_claim(v)));
      pages.see(static_cast<unsigned>(t.frame(v)));
    }
  }
  if (pages.complete()) return pages;
  see_by_content(w, shape, anons, pages);
  pages.see_rest();
  return pages;
}

void rewrite_amaps(World& w, const Shape& shape, const Names& amaps) {
  move(w.amap, shape.amaps, amaps);
  for (unsigned i = 0; i < shape.processes; ++i) {
    for (unsigned k = 0; k < shape.entries[i]; ++k) {
      Entry& e = w.entry[i][k];
      e.amap = static_cast<AmapId>(amaps[static_cast<unsigned>(e.amap)]);
    }
  }
}

void rewrite_anons(World& w, const Shape& shape, const Names& anons) {
  move(w.anon, shape.anons, anons);
  for (unsigned i = 0; i < shape.amaps; ++i) {
    Amap& amap = w.amap[i];
    for (unsigned k = 0; amap.slot_bits != 0 && k < shape.va_pages; ++k) {
      amap.set_slot(k, static_cast<AnonId>(anons[static_cast<unsigned>(amap.slot(k))]));
    }
  }
  for (unsigned i = 0; i < shape.swap_slots; ++i) {
    w.slot[i].owner_bits = fit<4>(anons[w.slot[i].owner_bits]);
  }
  for (unsigned i = 0; i < shape.pages; ++i) {
    Page& page = w.page[i];
    if (!is_anon(page.owner)) continue;
    page.owner = static_cast<OwnerId>(anons[static_cast<unsigned>(page.owner)]);
  }
}

void rewrite_slots(World& w, const Shape& shape, const Names& slots) {
  move(w.slot, shape.swap_slots, slots);
  for (unsigned i = 0; i < shape.anons; ++i) {
    w.anon[i].slot_bits = fit<2>(slots[w.anon[i].slot_bits]);
  }
}

void rewrite_pages(World& w, const Shape& shape, const Names& pages) {
  move(w.page, shape.pages, pages);
  for (unsigned i = 0; i < shape.anons; ++i) {
    w.anon[i].page_bits = fit<3>(pages[w.anon[i].page_bits]);
  }
  for (unsigned i = 0; i < shape.processes; ++i) {
    for (unsigned v = 0; v < shape.va_pages; ++v) {
      w.pte[i][v].page_bits = fit<3>(pages[w.pte[i][v].page_bits]);
      w.cell[i][v].claim_bits = fit<3>(pages[w.cell[i][v].claim_bits]);
    }
  }
  for (unsigned k = 0; k < shape.threads; ++k) {
    Thread t = w.thread[k];
    t.page = pages[static_cast<unsigned>(t.page)];
    for (unsigned v = 0; t.vslocked != 0 && v < shape.va_pages; ++v) {
      t.set_vslock_claim(v, static_cast<PageId>(pages[static_cast<unsigned>(t.vslock_claim(v))]));
      t.set_frame(v, static_cast<PageId>(pages[static_cast<unsigned>(t.frame(v))]));
    }
    w.thread[k] = t;
  }
}

}  // namespace

void renumber(World& w, const Shape& shape) {
  const Names amaps = name_amaps(w, shape);
  const Names anons = name_anons(w, shape, amaps);
  const Names slots = name_slots(w, shape, anons);
  const Names pages = name_pages(w, shape, anons);
  if (!amaps.same()) rewrite_amaps(w, shape, amaps);
  if (!anons.same()) rewrite_anons(w, shape, anons);
  if (!slots.same()) rewrite_slots(w, shape, slots);
  if (!pages.same()) rewrite_pages(w, shape, pages);
}

}  // namespace vmwire::netbsd
