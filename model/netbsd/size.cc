// What: the bounds of a size, the named sizes, and a size as command-line options.
// Source: derived: the arrays of world.h bound what a size may ask for.
// Read next: size.h, which says what each number counts.
#include "model/netbsd/size.h"

#include <algorithm>
#include <vector>

#include "model/core/check.h"

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

namespace {

using family::knob;

std::vector<family::Knob> knobs() {
  return {
      knob("processes", "processes", &Size::processes, 1, kProcessesMax),
      knob("threads", "threads of each process, as a list", &Size::threads, &Size::processes, 1,
           kThreadsMax),
      knob("in-flight", "operations in progress at once", &Size::in_flight, 1, kThreadsMax),
      knob("pages", "physical pages", &Size::pages, 1, kPagesMax),
      knob("va-pages", "virtual pages of each process", &Size::va_pages, 1, kVaMax),
      knob("file-pages", "largest size of the file in pages, 0 for no file", &Size::file_pages, 0,
           kFilePagesMax),
      knob("swap", "swap slots", &Size::swap_slots, 0, kSlotsMax),
      knob("wired-max", "pages that may be wired in all (wiredmax)", &Size::wired_max, 0,
           kPagesMax),
      knob("memlock", "RLIMIT_MEMLOCK of each process in pages", &Size::memlock, 0, 3),
      knob("wired-count-max", "nested mlocks of one entry", &Size::wired_count_max, 1, 3),
      knob("inactive", "INACTIVE pages that the pagedaemon aims at (inactarg)", &Size::inactive, 1,
           6),
      knob("hard-errors", "lasting swap I/O errors", &Size::hard_errors, 0, 2),
  };
}

std::vector<family::NamedSize<family::AnySize>> named_sizes() {
  const family::NamedSize<Size> sizes[] = {
      {"tiny", "One process of two threads, with a file page and a swap slot: a second.",
       {.processes = 1, .threads = {2, 1, 1}, .swap_slots = 1, .wired_count_max = 2}},
      {"small", "Two processes, one of two threads, that share a file page: minutes.", {}},
      {"medium", "As small, with a swap slot and nested mlocks: minutes with --reduce all.",
       {.swap_slots = 1, .wired_count_max = 2}},
      {"large", "One process with two virtual pages and two file pages, where entries clip.",
       {.processes = 1, .threads = {2, 1, 1}, .pages = 3, .va_pages = 2, .file_pages = 2,
        .swap_slots = 1}},
  };
  std::vector<family::NamedSize<family::AnySize>> result;
  for (const auto& [name, what, size] : sizes) {
    result.push_back({name, what, family::numbers_of(size)});
  }
  return result;
}

/// More than there are pages can never be INACTIVE, and no slot is lost where there is none.
bool idle(family::SizeView numbers) {
  const Size size = family::size_of<Size>(numbers);
  return size.inactive > size.pages || (size.hard_errors != 0 && size.swap_slots == 0);
}

/// Threads that can never all be in an operation add nothing: they are interchangeable.
void follow(family::AnySize& numbers, std::size_t place) {
  Size size = family::size_of<Size>(numbers);
  const std::size_t first = family::place_of(&Size::threads);
  if (place < first || place >= first + kProcessesMax) return;
  size.in_flight = std::max(size.in_flight, size.threads[place - first]);
  numbers = family::numbers_of(size);
}

/// wired_max and memlock stay as they are: they are limits, and the more is allowed, the less is
/// refused. The costs are measured: how many times more states size tiny has with one more of the
/// thing (netbsd-1.6 --proposed), rounded; those that did not end are guessed.
family::Growth growth() {
  using family::place_of;
  const std::size_t threads = place_of(&Size::threads);
  return {
      // The cheapest first. hard_errors need a slot that they can hit.
      {place_of(&Size::pages), place_of(&Size::swap_slots), place_of(&Size::inactive),
       place_of(&Size::wired_count_max), place_of(&Size::file_pages),
       place_of(&Size::hard_errors)},
      {{threads, 35}, {threads + 1, 35}, {threads + 2, 35}, {place_of(&Size::in_flight), 20},
       {place_of(&Size::processes), 80}, {place_of(&Size::va_pages), 100}},
      idle,
      follow,
  };
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

std::string complaint_beyond_bounds(family::SizeView numbers) {
  const Size size = family::size_of<Size>(numbers);
  const std::string threads = complaint_about_threads(size);
  return threads.empty() ? complaint_about_places(size) : threads;
}

}  // namespace

const family::SizeTable& size_table() {
  static const family::SizeTable table{knobs(), named_sizes(), family::numbers_of(Size{}),
                                       complaint_beyond_bounds, growth()};
  return table;
}

Size named_size(const std::string& name) {
  const auto* const named = size_table().find_size(name);
  VMWIRE_CHECK(named != nullptr);
  return family::size_of<Size>(named->size);
}

std::string complaint(const Size& size) {
  return size_table().complaint_about(family::numbers_of(size));
}

}  // namespace vmwire::netbsd
