// What: how the toy kernel's operations meet the mechanism; the model is instantiated here.
// Source: derived.
#include "model/toykernel/model.h"

#include <algorithm>

#include "model/family/generate.h"

namespace vmwire::toykernel {

const family::Operands<ToyKernel> kOnePage{
    "page",
    [](const Size& size) {
      std::vector<family::Pair> pages;
      for (unsigned i = 0; i < size.pages; ++i) pages.emplace_back(i, 0);
      return pages;
    },
    [](unsigned page, unsigned) { return " page " + std::to_string(page); }};

static const Op none_op{"none", family::kAnyThread, "", "no operation", {}, &kOnePage, nullptr,
                        nullptr, {}, {}};

std::span<const Op* const> ToyKernel::ops() {
#define VMWIRE_TOY_ADDRESS(name) &name##_op,
  static const Op* const rows[] = {&none_op, VMWIRE_TOY_OPS(VMWIRE_TOY_ADDRESS)};
  return rows;
}

const family::MarkTable& ToyKernel::marks() {
  static const family::MarkTable table = family::marks_of<ToyKernel>({});
  return table;
}

family::UsedBytes ToyKernel::used(const Size&) {
  const World w{};
  family::UsedBytes used(&w);
  used.run(&w, sizeof w);
  used.close();
  return used;
}

void ToyKernel::enter(Step& s, const Shape&) {
  const family::Action& a = s.action;
  s.thread = a.actor < kThreadsMax ? a.actor : 0;
  if (a.begins == 0) return;
  s.t().op = family::number(a.op) & 7u;
  s.t().page = a.first & 1u;
}

/// Threads are interchangeable; pages are told apart by what is done to them, and stay.
std::array<std::uint8_t, 8> ToyKernel::canonicalize(World& w, const Shape& shape) {
  std::array<std::uint8_t, 8> map{0, 1, 2, 3, 4, 5, 6, 7};
  std::array<unsigned, kThreadsMax> old{0, 1, 2, 3};
  const auto key = [&](unsigned k) {
    const Thread& t = w.thread[k];
    return (t.op * 4u + t.step) * 2u + t.page;
  };
  std::stable_sort(old.begin(), old.begin() + shape.threads,
                   [&](unsigned a, unsigned b) { return key(a) < key(b); });
  const World before = w;
  for (unsigned k = 0; k < shape.threads; ++k) {
    w.thread[k] = before.thread[old[k]];
    map[old[k]] = static_cast<std::uint8_t>(k);
  }
  w.event.page = 0;  // for a message only; paths are told from worlds as they were
  return map;
}

std::string ToyKernel::actor_name(const Size&, unsigned actor) {
  return actor == kDaemon ? "daemon" : "t" + std::to_string(actor);
}

family::Action ToyKernel::shown(const World& before, family::Action a) {
  a.first = before.thread[a.actor].page;
  return a;
}

std::vector<family::Place> ToyKernel::places(OpId id, const Size&) {
  std::vector<family::Place> result;
  for (const StepRow& row : ops()[family::number(id)]->steps) {
    if (row.number == 0) continue;
    result.push_back({static_cast<std::uint8_t>(row.number),
                      "step " + std::to_string(row.number), 1});
  }
  return result;
}

}  // namespace vmwire::toykernel

namespace vmwire::family {
template class FamilyModel<toykernel::ToyKernel>;
template class LateSteps<toykernel::ToyKernel>;
}  // namespace vmwire::family
