// What: the rows in the order of their list, their marks, and what operations are about.
// Source: netbsd.md section 2; the list is in ops.h.
#include <algorithm>

#include "model/netbsd/fault.h"
#include "model/netbsd/op/row.h"

namespace vmwire::netbsd {

namespace {

using family::Operands;
using family::Pair;

Pair pair(unsigned first, unsigned second) {
  return {static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second)};
}

std::vector<Pair> up_to(unsigned count) {
  std::vector<Pair> all;
  for (unsigned i = 0; i < count; ++i) all.push_back(pair(i, 0));
  return all;
}

std::vector<Pair> ranges(const Size& size) {
  std::vector<Pair> all;
  for (unsigned start = 0; start < size.va_pages; ++start) {
    for (unsigned end = start + 1; end <= size.va_pages; ++end) all.push_back(pair(start, end));
  }
  return all;
}

std::vector<Pair> va_pages(const Size& size) {
  std::vector<Pair> all;
  for (unsigned va = 0; va < size.va_pages; ++va) all.push_back(pair(va, va + 1));
  return all;
}

std::vector<Pair> ptes(const Size& size) {
  std::vector<Pair> all;
  for (unsigned i = 0; i < size.processes; ++i) {
    for (unsigned va = 0; va < size.va_pages; ++va) all.push_back(pair(i, va));
  }
  return all;
}

std::string text(unsigned n) { return std::to_string(n); }

/// No operation: what an idle thread is in.
const Op none_op{"none", family::kAnyThread, "", "no operation", {}, &kNoOperands, nullptr, nullptr,
                 {}, {}};

}  // namespace

const Operands<NetBsd> kNoOperands{"", [](const Size&) { return up_to(1); },
                                   [](unsigned, unsigned) { return std::string(); }};
const Operands<NetBsd> kRange{"range", ranges, [](unsigned start, unsigned end) {
                                return " [" + text(start) + "," + text(end) + ")";
                              }};
const Operands<NetBsd> kOneVaPage{"VA page", va_pages,
                                  [](unsigned va, unsigned) { return " " + text(va); }};
const Operands<NetBsd> kFileSize{"file size",
                                 [](const Size& size) { return up_to(size.file_pages + 1u); },
                                 [](unsigned pages, unsigned) { return " to " + text(pages); }};
const Operands<NetBsd> kPage{"page", [](const Size& size) { return up_to(size.pages); },
                             [](unsigned page, unsigned) { return " page " + text(page); }};
const Operands<NetBsd> kPte{"PTE", ptes, [](unsigned process, unsigned va) {
                              return " P" + text(process) + ":" + text(va);
                            }};

std::span<const Op* const> NetBsd::ops() {
#define VMWIRE_ADDRESS(name) &name##_op,
  static const Op* const rows[] = {&none_op, VMWIRE_NETBSD_OPS(VMWIRE_ADDRESS)};
#undef VMWIRE_ADDRESS
  return rows;
}

const family::MarkTable& NetBsd::marks() {
  static const family::MarkTable table = family::marks_of<NetBsd>(fault_marks());
  return table;
}

std::vector<family::Place> NetBsd::places(OpId id, const Size& size) {
  using enum FaultStep;
  std::vector<family::Place> result;
  const auto add = [&](const StepRow& row, FaultStep fault, unsigned outcomes) {
    std::string text = "step " + std::to_string(row.number);
    if (fault != FaultStep::none) text += std::string(", fault ") + name(fault);
    result.push_back({static_cast<std::uint8_t>(row.number << 4 | static_cast<unsigned>(fault)),
                      text, outcomes});
  };
  for (const StepRow& row : ops()[family::number(id)]->steps) {
    if (row.touches != nullptr && (row.number != 0 || row.resumes)) {
      add(row, FaultStep::none, row.outcomes == nullptr ? 1u : row.outcomes(size));
    }
    if (row.fault == nullptr) continue;
    // Where a page was left to choose, the PTE can be entered; else that may fail. A read that ends
    // may fail instead.
    for (const FaultStep fault : {lookup, copy, read_anon, read_object}) {
      add(row, fault, one_page(size) + 1u);
    }
  }
  return result;
}

}  // namespace vmwire::netbsd
