// What: the C interface against the model and the explorer behind it, state by state.
// The interface must be neither less nor more than the model.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "abi/vmwire.h"
#include "model/netbsd/fields.h"
#include "model/netbsd/model.h"
#include "model/netbsd/personality.h"
#include "tests/model/opened.h"

namespace vmwire::netbsd {
namespace {

using Bytes = std::basic_string<unsigned char>;

struct Hash {
  std::size_t operator()(const Bytes& b) const {
    return std::hash<std::string_view>()(
        std::string_view(reinterpret_cast<const char*>(b.data()), b.size()));
  }
};

Config proposed(const std::string& kernel, const Size& size) {
  Config config{find_version(kernel)->personality, size};
  EXPECT_EQ(rule_table().apply({.proposed = true}, family::bytes_of(config.personality)), "");
  return config;
}

/// A model opened through the interface, and the same one made by hand.
struct Opened {
  vmwire_model* c = nullptr;
  Model model;

  Opened(const std::string& kernel, const std::string& size_options, const Size& size)
      : model(proposed(kernel, size)) {
    char error[200] = "";
    const std::string options = "--proposed " + size_options;
    EXPECT_EQ(vmwire_open(kernel.c_str(), options.c_str(), &c, error, sizeof error), 0) << error;
  }
  Opened(const Opened&) = delete;
  ~Opened() { vmwire_close(c); }

  World world(const Bytes& state) const {
    World w;
    model.unpack(reinterpret_cast<const std::byte*>(state.data()), w);
    return w;
  }
};

Size tiny() { return named_size("tiny"); }

/// Two processes: fork, and two initial states.
constexpr const char* kFamily =
    "--size tiny --processes 2 --threads 1,1 --file-pages 0 --swap 0 --wired-count-max 1";
Size family() {
  Size size = tiny();
  size.processes = 2;
  size.threads[0] = size.threads[1] = 1;
  size.file_pages = size.swap_slots = 0;
  size.wired_count_max = 1;
  return size;
}

/// Ranges that entries are clipped at.
constexpr const char* kRange =
    "--size tiny --threads 1 --in-flight 1 --va-pages 2 --file-pages 0 --swap 0";
Size range() {
  Size size = tiny();
  size.threads[0] = size.in_flight = 1;
  size.va_pages = 2;
  size.file_pages = size.swap_slots = 0;
  return size;
}

/// Everything that one thread can have, and disks that fail for good.
constexpr const char* kAlone = "--size tiny --threads 1 --in-flight 1 --hard-errors 1";
Size alone() {
  Size size = tiny();
  size.threads[0] = size.in_flight = size.hard_errors = 1;
  return size;
}

struct Found {
  std::vector<Bytes> states;  ///< in the order of discovery
  std::uint64_t transitions = 0;
};

/// A breadth-first search that knows the interface only.
Found search(const vmwire_model* c, bool canonicalize, std::size_t states_max = ~std::size_t{0}) {
  struct Search {
    const vmwire_model* c;
    bool canonicalize;
    Found found;
    std::unordered_set<Bytes, Hash> seen;
    Bytes bytes;

    void meet(const unsigned char* state) {
      bytes.assign(state, static_cast<std::size_t>(vmwire_state_size(c)));
      if (canonicalize) vmwire_canonicalize(c, bytes.data());
      if (seen.insert(bytes).second) found.states.push_back(bytes);
    }
  } s{c, canonicalize, {}, {}, {}};
  for (int i = 0; i < vmwire_initial_states(c); ++i) {
    Bytes initial(static_cast<std::size_t>(vmwire_state_size(c)), 0xff);
    vmwire_initial_state(c, i, initial.data());
    s.meet(initial.data());
  }
  for (std::size_t i = 0; i < s.found.states.size() && i < states_max; ++i) {
    const Bytes state = s.found.states[i];
    const int count = vmwire_successors(
        c, state.data(),
        [](void* context, int, const unsigned char* next) {
          static_cast<Search*>(context)->meet(next);
        },
        &s);
    s.found.transitions += static_cast<std::uint64_t>(count);
  }
  return std::move(s.found);
}

void expect_as_explored(const char* kernel, const std::string& options, const Size& size,
                        bool canonicalize) {
  Opened through_c(kernel, options, size);
  explorer::Options how;
  how.laws = 0;
  how.check_stuck = false;
  how.reduce = canonicalize ? explorer::Reduce::symmetry : explorer::Reduce::none;
  const auto result = opened(proposed(kernel, size))->search(how, nullptr);
  ASSERT_TRUE(result.exhaustive);
  const Found found = search(through_c.c, canonicalize);
  EXPECT_EQ(found.states.size(), result.states) << options;
  EXPECT_EQ(found.transitions, result.transitions) << options;
}

TEST(CountsAsTheExplorer, Tiny) {
  expect_as_explored("netbsd-1.6", "--size tiny", tiny(), true);
}
TEST(CountsAsTheExplorer, TinyByRawNames) {
  expect_as_explored("netbsd-1.6", "--size tiny", tiny(), false);
}
TEST(CountsAsTheExplorer, Family) {
  expect_as_explored("netbsd-1.4", kFamily, family(), true);
}
TEST(CountsAsTheExplorer, Range) { expect_as_explored("netbsd-1.4", kRange, range(), true); }
TEST(CountsAsTheExplorer, Alone) { expect_as_explored("netbsd-1.4", kAlone, alone(), false); }

struct Transition {
  int group;
  Bytes successor;
};

std::vector<Transition> successors(const vmwire_model* c, const Bytes& state) {
  struct Sink {
    std::size_t size;
    std::vector<Transition> all;
  } sink{state.size(), {}};
  const int count = vmwire_successors(
      c, state.data(),
      [](void* context, int group, const unsigned char* next) {
        auto& to = *static_cast<Sink*>(context);
        to.all.push_back({group, Bytes(next, to.size)});
      },
      &sink);
  EXPECT_EQ(static_cast<std::size_t>(count), sink.all.size());
  return std::move(sink.all);
}

/// Every group, fired by itself, against all of them at once.
void expect_groups_agree(const Opened& opened, const Bytes& state) {
  std::unordered_map<int, Bytes> enabled;
  for (auto& [group, next] : successors(opened.c, state)) {
    EXPECT_TRUE(enabled.emplace(group, next).second) << "twice: "
                                                     << vmwire_group_name(opened.c, group);
  }
  for (int group = 0; group < vmwire_groups(opened.c); ++group) {
    Bytes next = state;
    const int fired = vmwire_fire(opened.c, next.data(), group, next.data());
    const auto expected = enabled.find(group);
    ASSERT_EQ(fired, expected != enabled.end()) << vmwire_group_name(opened.c, group);
    EXPECT_EQ(next, fired ? expected->second : state) << vmwire_group_name(opened.c, group);
  }
}

/// What a group changes is what it says that it writes.
void expect_writes_declared(const Opened& opened, const Fields& fields, const Bytes& state) {
  using family::view_of;
  const World before = opened.world(state);
  for (const auto& [group, successor] : successors(opened.c, state)) {
    const World after = opened.world(successor);
    const unsigned char* writes = vmwire_writes(opened.c, group);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].get(view_of(before)) == fields[i].get(view_of(after))) continue;
      ASSERT_EQ(writes[i], 1) << vmwire_group_name(opened.c, group) << " writes "
                              << vmwire_slot_name(opened.c, static_cast<int>(i));
    }
  }
}

/// All that is in the bytes is in the fields: padding is zero.
void expect_no_padding(const Opened& opened, const Fields& fields, const Bytes& state) {
  const World w = opened.world(state);
  World copy{};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const unsigned value = fields[i].get(family::view_of(w));
    fields[i].set(family::bytes_of(copy), value);
    ASSERT_EQ(vmwire_slot_value(opened.c, state.data(), static_cast<int>(i)),
              static_cast<int>(value));
  }
  Bytes packed(state.size(), 0xff);
  opened.model.pack(copy, reinterpret_cast<std::byte*>(packed.data()));
  EXPECT_EQ(packed, state);
}

void expect_states_in_order(const char* kernel, const std::string& options, const Size& size,
                            std::size_t every) {
  Opened opened(kernel, options, size);
  const auto fields = netbsd::fields(size);
  ASSERT_EQ(vmwire_slots(opened.c), static_cast<int>(fields.size()));
  for (std::size_t i = 0; i < fields.size(); ++i) {
    ASSERT_EQ(vmwire_slot_name(opened.c, static_cast<int>(i)), fields[i].name());
  }
  const Found found = search(opened.c, true);
  for (std::size_t i = 0; i < found.states.size(); i += every) {
    ASSERT_NO_FATAL_FAILURE(expect_groups_agree(opened, found.states[i]));
    ASSERT_NO_FATAL_FAILURE(expect_writes_declared(opened, fields, found.states[i]));
    ASSERT_NO_FATAL_FAILURE(expect_no_padding(opened, fields, found.states[i]));
  }
}

TEST(GroupsAreTheSuccessors, Tiny) {
  expect_states_in_order("netbsd-1.6", "--size tiny", tiny(), 211);
}
TEST(GroupsAreTheSuccessors, Family) {
  expect_states_in_order("netbsd-1.6", kFamily, family(), 101);
}
TEST(GroupsAreTheSuccessors, Range) {
  expect_states_in_order("netbsd-1.4", kRange, range(), 101);
}
TEST(GroupsAreTheSuccessors, Alone) { expect_states_in_order("netbsd-1.4", kAlone, alone(), 11); }

// The matrices say something: where a group is blind, another can be left out.
TEST(Interface, MatricesAreNotFull) {
  Opened opened("netbsd-1.6", "--size tiny", tiny());
  const int slots = vmwire_slots(opened.c);
  const auto named = [&opened](const std::string& name) {
    for (int i = 0;; ++i) {
      if (vmwire_group_name(opened.c, i) == name) return i;
    }
  };
  const auto slot = [&opened](const std::string& name) {
    for (int i = 0;; ++i) {
      if (vmwire_slot_name(opened.c, i) == name) return i;
    }
  };
  const int forget = named("pmap forget P0:0"), extend = named("P0.t1 extend to 1");
  const int page = slot("page[0].wire_count"), size = slot("file.size");
  EXPECT_EQ(vmwire_reads(opened.c, forget)[page], 0);
  EXPECT_EQ(vmwire_writes(opened.c, forget)[size], 0);
  EXPECT_EQ(vmwire_writes(opened.c, extend)[page], 0);
  EXPECT_EQ(vmwire_reads(opened.c, extend)[size], 1);
  EXPECT_EQ(vmwire_writes(opened.c, extend)[size], 1);
  int writes = 0;
  for (int g = 0; g < vmwire_groups(opened.c); ++g) {
    for (int i = 0; i < slots; ++i) writes += vmwire_writes(opened.c, g)[i];
  }
  EXPECT_LT(writes, vmwire_groups(opened.c) * slots * 3 / 4);
}

// Sizes too large for a whole search, as far as their first states go: every transition must
// have a group (vmwire_successors aborts otherwise).
TEST(Interface, EveryTransitionHasAGroup) {
  for (const char* options : {"--fixed --size small", "--size small --pages 3 --in-flight 3",
                              "--size tiny --va-pages 2 --wired-max 1 --memlock 1",
                              "--size tiny --processes 3 --threads 2,1,1 --hard-errors 2"}) {
    for (const char* kernel : {"netbsd-1.4", "netbsd-1.6"}) {
      vmwire_model* c = nullptr;
      char error[200] = "";
      ASSERT_EQ(vmwire_open(kernel, options, &c, error, sizeof error), 0) << error;
      EXPECT_GE(search(c, false, 30000).states.size(), 30000u);
      vmwire_close(c);
    }
  }
}

// One model, several threads at once, and inside `emit`: all find the same.
TEST(Interface, IsReentrant) {
  vmwire_model* c = nullptr;
  const char* options = "--proposed --size tiny --ops mmap,mlock,munlock,physio,read,write";
  ASSERT_EQ(vmwire_open("netbsd-1.6", options, &c, nullptr, 0), 0);
  std::vector<Found> found(4);
  std::vector<std::thread> threads;
  for (Found& mine : found) threads.emplace_back([&mine, c] { mine = search(c, false); });
  for (std::thread& thread : threads) thread.join();
  for (const Found& mine : found) {
    EXPECT_EQ(mine.states, found[0].states);
    EXPECT_EQ(mine.transitions, 13120u);
  }

  struct Nested {
    const vmwire_model* c;
    std::size_t size;
    int deep = 0;
  } nested{c, found[0].states[0].size()};
  for (const Bytes& state : found[0].states) {
    vmwire_successors(
        c, state.data(),
        [](void* context, int group, const unsigned char* next) {
          auto& n = *static_cast<Nested*>(context);
          const Bytes before(next, n.size);
          n.deep += static_cast<int>(successors(n.c, before).size());
          Bytes fired(n.size, 0);
          vmwire_fire(n.c, next, group, fired.data());
          ASSERT_EQ(Bytes(next, n.size), before);
        },
        &nested);
  }
  EXPECT_GT(nested.deep, 9938);
  vmwire_close(c);
}

// No exception leaves the interface, not even one of the caller's own.
TEST(Interface, AnExceptionEndsTheCall) {
  Opened opened("netbsd-1.6", "--size tiny", tiny());
  Bytes state(static_cast<std::size_t>(vmwire_state_size(opened.c)), 0);
  ASSERT_EQ(vmwire_initial(opened.c, state.data()), 0);
  const auto throws = [](void*, int, const unsigned char*) { throw 1; };
  EXPECT_EQ(vmwire_successors(opened.c, state.data(), throws, nullptr), -1);
  EXPECT_FALSE(successors(opened.c, state).empty()) << "and the model is as it was";
}

// A model at the address of a closed one is another model.
TEST(Interface, ModelsAreApart) {
  for (const char* size : {"--processes 1", "--processes 2", "--processes 1 --va-pages 2"}) {
    const std::string options = std::string("--size tiny ") + size;
    vmwire_model* c = nullptr;
    ASSERT_EQ(vmwire_open("netbsd-1.6", options.c_str(), &c, nullptr, 0), 0);
    Bytes state(static_cast<std::size_t>(vmwire_state_size(c)), 0);
    vmwire_initial(c, state.data());
    for (const auto& [group, next] : successors(c, state)) {
      Bytes fired(state.size(), 0);
      EXPECT_EQ(vmwire_fire(c, state.data(), group, fired.data()), 1);
      EXPECT_EQ(fired, next);
    }
    vmwire_close(c);
  }
}

}  // namespace
}  // namespace vmwire::netbsd
