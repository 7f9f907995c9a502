// What: the bounds of a size, the named sizes, and a size as command-line options.
// Source: derived: the arrays of world.h bound what a size may ask for.
// Read next: size.h, which says what each number counts.
#include "model/netbsd/size.h"

#include <algorithm>

namespace vmwire::netbsd {

Shape::Shape(const Size& size)
    : processes(size.processes),
      threads(size.thread_count()),
      pages(size.pages),
      va_pages(size.va_pages),
      file_pages(size.file_pages),
      swap_slots(size.swap_slots),
      amaps(size.amaps()),
      anons(size.anons()) {
  for (unsigned p = 0; p < kProcessesMax; ++p) entries[p] = size.entries(p);
  for (unsigned p = 0; p <= kProcessesMax; ++p) {
    first_thread[p] = size.first_thread(std::min(p, processes));
  }
  for (unsigned k = 0; k < kThreadsMax; ++k) process_of[k] = size.process_of(k);
}

const std::vector<SizeKnob>& size_knobs() {
  static const std::vector<SizeKnob> knobs = {
      {"processes", "processes", &Size::processes, 1, kProcessesMax},
      {"threads", "threads of each process, as a list", nullptr, 1, kThreadsMax},
      {"in-flight", "operations in progress at once", &Size::in_flight, 1, kThreadsMax},
      {"pages", "physical pages", &Size::pages, 1, kPagesMax},
      {"va-pages", "virtual pages of each process", &Size::va_pages, 1, kVaMax},
      {"file-pages", "largest size of the file in pages, 0 for no file", &Size::file_pages, 0,
       kFilePagesMax},
      {"swap", "swap slots", &Size::swap_slots, 0, kSlotsMax},
      {"wired-max", "pages that may be wired in all (wiredmax)", &Size::wired_max, 0, kPagesMax},
      {"memlock", "RLIMIT_MEMLOCK of each process in pages", &Size::memlock, 0, 3},
      {"wired-count-max", "nested mlocks of one entry", &Size::wired_count_max, 1, 3},
      {"inactive", "INACTIVE pages that the pagedaemon aims at (inactarg)", &Size::inactive, 1, 6},
      {"hard-errors", "lasting swap I/O errors", &Size::hard_errors, 0, 2},
  };
  return knobs;
}

const std::vector<NamedSize>& named_sizes() {
  static const std::vector<NamedSize> sizes = {
      {"tiny", "One process of two threads, with a file page and a swap slot: a second.",
       {.processes = 1, .threads = {2, 1, 1}, .swap_slots = 1, .wired_count_max = 2}},
      {"small", "Two processes, one of two threads, that share a file page: minutes.", {}},
      {"medium", "As small, with a swap slot and nested mlocks: minutes with --reduce all.",
       {.swap_slots = 1, .wired_count_max = 2}},
      {"large", "One process with two virtual pages and two file pages, where entries clip.",
       {.processes = 1, .threads = {2, 1, 1}, .pages = 3, .va_pages = 2, .file_pages = 2,
        .swap_slots = 1}},
  };
  return sizes;
}

const NamedSize* find_size(const std::string& name) {
  for (const NamedSize& s : named_sizes()) {
    if (name == s.name) return &s;
  }
  return nullptr;
}

namespace {

std::string out_of_bounds(const std::string& knob, unsigned value, unsigned low, unsigned high) {
  return "--" + knob + " " + std::to_string(value) + " is out of bounds: give a number from " +
         std::to_string(low) + " to " + std::to_string(high);
}

std::string complaint_about_threads(const Size& size) {
  for (unsigned p = 0; p < size.processes; ++p) {
    if (size.threads[p] == 0 || size.threads[p] > kThreadsMax) {
      return "--threads gives process " + std::to_string(p) + " " +
             std::to_string(size.threads[p]) + " threads: give each process 1 to " +
             std::to_string(kThreadsMax);
    }
  }
  const unsigned sum = size.thread_count();
  if (sum > kThreadsMax) {
    return "--threads asks for " + std::to_string(sum) + " threads in all and " +
           std::to_string(kThreadsMax) + " fit: lower --threads or --processes";
  }
  if (size.in_flight > sum) {
    return "--in-flight " + std::to_string(size.in_flight) + " is more than the " +
           std::to_string(sum) + " threads there are: lower --in-flight or raise --threads";
  }
  return "";
}

/// The world has a fixed number of places; a size must not need more than there are.
std::string complaint_about_places(const Size& size) {
  unsigned entries = 0;
  for (unsigned p = 0; p < size.processes; ++p) {
    entries += size.entries(p);
    if (size.entries(p) > kEntriesMax) {
      return "process " + std::to_string(p) + " needs " + std::to_string(size.entries(p)) +
             " map entries and " + std::to_string(kEntriesMax) +
             " fit: lower --va-pages, --threads or --in-flight";
    }
  }
  if (entries > kAmapsMax) {
    return "the processes need " + std::to_string(entries) + " amaps and " +
           std::to_string(kAmapsMax) +
           " fit: lower --processes, --va-pages, --threads or --in-flight";
  }
  // Each mapped page of each process and each page of each vslock may wire one page.
  const unsigned wirings = size.va_pages * (size.processes + size.in_flight);
  if (wirings >= kWireCountWrap - 1) {
    return "one page could be wired " + std::to_string(wirings) + " times and " +
           std::to_string(kWireCountWrap - 2) +
           " can be counted: lower --va-pages, --processes or --in-flight";
  }
  const unsigned anons = size.pages + size.swap_slots + size.hard_errors;
  if (anons > kAnonsMax) {
    return "--pages, --swap and --hard-errors need " + std::to_string(anons) + " anons and " +
           std::to_string(kAnonsMax) + " fit: lower one of them";
  }
  return "";
}

}  // namespace

std::string complaint(const Size& size) {
  for (const SizeKnob& knob : size_knobs()) {
    if (knob.member == nullptr) continue;
    const unsigned value = size.*knob.member;
    if (value < knob.low || value > knob.high) {
      return out_of_bounds(knob.name, value, knob.low, knob.high);
    }
  }
  const std::string threads = complaint_about_threads(size);
  return threads.empty() ? complaint_about_places(size) : threads;
}

std::string options_of(const Size& size) {
  std::string line;
  for (const SizeKnob& knob : size_knobs()) {
    if (!line.empty()) line += ' ';
    line += std::string("--") + knob.name + ' ';
    if (knob.member != nullptr) {
      line += std::to_string(size.*knob.member);
      continue;
    }
    for (unsigned p = 0; p < std::min(size.processes, kProcessesMax); ++p) {
      line += (p == 0 ? "" : ",") + std::to_string(size.threads[p]);
    }
  }
  return line;
}

}  // namespace vmwire::netbsd
