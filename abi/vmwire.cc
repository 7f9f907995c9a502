// What: the C interface, on top of the model itself.
// The contracts are in vmwire.h.
#include "abi/vmwire.h"

#include <atomic>
#include <cstdio>
#include <cstring>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "abi/groups.h"
#include "cli/exit_codes.h"
#include "cli/model_options.h"
#include "cli/setup.h"
#include "families/families.h"

namespace {

using vmwire::abi::Group;
using vmwire::families::AnyModel;
using vmwire::family::Action;

const std::byte* bytes(const unsigned char* state) {
  return reinterpret_cast<const std::byte*>(state);
}
std::byte* bytes(unsigned char* state) { return reinterpret_cast<std::byte*>(state); }
const unsigned char* chars(const std::byte* state) {
  return reinterpret_cast<const unsigned char*>(state);
}

constexpr const char* none = nullptr;

template <class Count>
bool within(int number, Count count) {
  return number >= 0 && static_cast<std::size_t>(number) < static_cast<std::size_t>(count);
}

/// What the call returns; `refused` where an exception would leave it.
template <class Value, class Call>
Value guarded(Value refused, Call call) noexcept {
  try {
    return call();
  } catch (...) {
    return refused;
  }
}

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> serial{0};
  return ++serial;
}

}  // namespace

struct vmwire_model {
  explicit vmwire_model(const vmwire::cli::Setup& s)
      : setup(s), model(s.family->open(s.config)), groups(*model), initial(model->initial()) {
    for (const auto& field : model->fields()) slot_names.push_back(field.name());
    const std::size_t slots = slot_names.size();
    reads.resize(slots * static_cast<std::size_t>(groups.size()));
    writes.resize(reads.size());
    for (int i = 0; i < groups.size(); ++i) {
      const std::size_t row = slots * static_cast<std::size_t>(i);
      model->footprint(groups[i].action, groups[i].site, &reads[row], &writes[row]);
    }
  }

  const unsigned char* row(const std::vector<unsigned char>& matrix, int group) const {
    return matrix.data() + static_cast<std::size_t>(group) * slot_names.size();
  }

  /// This thread's own model: one counts what it has covered, so that two threads must not share
  /// one. Null if there is no memory to make it.
  AnyModel* worker() const noexcept;

  const vmwire::cli::Setup setup;
  const std::unique_ptr<const AnyModel> model;  ///< for what is const in it
  const vmwire::abi::Groups groups;
  const std::vector<vmwire::families::AnyWorld> initial;
  std::vector<std::string> slot_names;
  std::vector<unsigned char> reads, writes;  ///< one row a group, one byte a slot
  const std::uint64_t serial = next_serial();  ///< addresses are used again, these are not
  mutable std::mutex mutex;
  mutable std::map<std::thread::id, std::unique_ptr<AnyModel>> workers;
};

AnyModel* vmwire_model::worker() const noexcept {
  struct Last {
    std::uint64_t serial = 0;
    AnyModel* worker = nullptr;
  };
  static thread_local Last last;
  if (last.serial == serial) return last.worker;
  try {
    const std::lock_guard lock(mutex);
    std::unique_ptr<AnyModel>& mine = workers[std::this_thread::get_id()];
    if (mine == nullptr) mine = setup.family->open(setup.config);
    last = {serial, mine.get()};
  } catch (const std::exception&) {
    return nullptr;
  }
  return last.worker;
}

namespace {

int complain(int code, const char* line, char* error, int error_size) {
  if (error != nullptr && error_size > 0) {
    std::snprintf(error, static_cast<std::size_t>(error_size), "%s", line);
    if (char* end = std::strchr(error, '\n')) *end = '\0';
  }
  return code;
}

/// "" or a complaint about the words.
std::string set_up(const char* kernel, const char* options, vmwire::cli::Setup& setup) {
  vmwire::cli::RunOptions words;
  std::string wrong = vmwire::cli::parse_model_options(
      kernel == nullptr ? "" : kernel, options == nullptr ? "" : options, words);
  if (wrong.empty()) wrong = vmwire::cli::set_up(words, setup);
  if (wrong.empty() && !words.invariants.empty() && (setup.deadlock || setup.stuck)) {
    wrong = "--invariant deadlock and stuck are about a search, and not about a state";
  }
  return wrong;
}

}  // namespace

extern "C" {

int vmwire_open(const char* kernel, const char* options, vmwire_model** out, char* error,
                int error_size) {
  using namespace vmwire::cli;
  if (out == nullptr) return complain(kUsage, "there is nowhere to put it", error, error_size);
  *out = nullptr;
  try {
    Setup setup;
    const std::string wrong = set_up(kernel, options, setup);
    if (!wrong.empty()) return complain(kUsage, wrong.c_str(), error, error_size);
    *out = new vmwire_model(setup);
    return 0;
  } catch (const std::bad_alloc&) {
    return complain(kUnavailable, "out of memory", error, error_size);
  } catch (const std::exception& fault) {
    return complain(kInternal, fault.what(), error, error_size);
  } catch (...) {
    return complain(kInternal, "internal error", error, error_size);
  }
}

void vmwire_close(vmwire_model* m) { delete m; }

int vmwire_state_size(const vmwire_model* m) {
  return m == nullptr ? -1 : static_cast<int>(m->model->pack_size());
}

int vmwire_initial(const vmwire_model* m, unsigned char* state) {
  return vmwire_initial_state(m, 0, state);
}

int vmwire_initial_states(const vmwire_model* m) {
  return m == nullptr ? -1 : static_cast<int>(m->initial.size());
}

int vmwire_initial_state(const vmwire_model* m, int index, unsigned char* state) {
  if (m == nullptr || state == nullptr || !within(index, m->initial.size())) return -1;
  return guarded(-1, [&] {
    m->model->pack(m->initial[static_cast<std::size_t>(index)], bytes(state));
    return 0;
  });
}

int vmwire_canonicalize(const vmwire_model* m, unsigned char* state) {
  if (m == nullptr || state == nullptr) return -1;
  return guarded(-1, [&] { return int{m->model->canonicalize_packed(bytes(state))}; });
}

const char* vmwire_broken(const vmwire_model* m, const unsigned char* state) {
  if (m == nullptr || state == nullptr) return nullptr;
  return guarded(none, [&] {
    const std::uint64_t broken = m->model->broken_packed(bytes(state), m->setup.laws);
    if (broken == 0) return none;
    return m->setup.family->laws[static_cast<std::size_t>(__builtin_ctzll(broken))].id;
  });
}

int vmwire_groups(const vmwire_model* m) { return m == nullptr ? -1 : m->groups.size(); }

const char* vmwire_group_name(const vmwire_model* m, int group) {
  if (m == nullptr || !within(group, m->groups.size())) return nullptr;
  return m->groups[group].name.c_str();
}

int vmwire_fire(const vmwire_model* m, const unsigned char* state, int number,
                unsigned char* successor) {
  if (m == nullptr || state == nullptr || successor == nullptr) return -1;
  if (!within(number, m->groups.size())) return -1;
  const Group& group = m->groups[number];
  return guarded(-1, [&] {
    // Whether the thread stands where the group goes on. For the rest the model looks itself.
    if (m->model->site_packed(bytes(state), group.action) != group.site) return 0;
    AnyModel* worker = m->worker();
    if (worker == nullptr) return -1;
    return int{worker->fire(bytes(state), group.action, bytes(successor))};
  });
}

int vmwire_successors(const vmwire_model* m, const unsigned char* state,
                      void (*emit)(void* context, int group, const unsigned char* successor),
                      void* context) {
  struct Sink final : vmwire::families::Emit {
    const vmwire_model* m;
    void (*emit)(void*, int, const unsigned char*);
    void* context;
    int count = 0;

    void operator()(const Action& a, std::uint32_t site, const std::byte* next) override {
      ++count;
      emit(context, m->groups.of(a, site), chars(next));
    }
  } sink;
  if (m == nullptr || state == nullptr || emit == nullptr) return -1;
  AnyModel* worker = m->worker();
  if (worker == nullptr) return -1;
  sink.m = m;
  sink.emit = emit;
  sink.context = context;
  return guarded(-1, [&] {
    worker->successors(bytes(state), sink);
    return sink.count;
  });
}

int vmwire_slots(const vmwire_model* m) {
  return m == nullptr ? -1 : static_cast<int>(m->slot_names.size());
}

const char* vmwire_slot_name(const vmwire_model* m, int slot) {
  if (m == nullptr || !within(slot, m->slot_names.size())) return nullptr;
  return m->slot_names[static_cast<std::size_t>(slot)].c_str();
}

int vmwire_slot_value(const vmwire_model* m, const unsigned char* state, int slot) {
  if (m == nullptr || state == nullptr || !within(slot, m->slot_names.size())) return -1;
  return guarded(-1, [&] {
    const auto& field = m->model->fields()[static_cast<std::size_t>(slot)];
    return static_cast<int>(m->model->value_packed(bytes(state), field));
  });
}

const unsigned char* vmwire_reads(const vmwire_model* m, int group) {
  if (m == nullptr || !within(group, m->groups.size())) return nullptr;
  return m->row(m->reads, group);
}

const unsigned char* vmwire_writes(const vmwire_model* m, int group) {
  if (m == nullptr || !within(group, m->groups.size())) return nullptr;
  return m->row(m->writes, group);
}

}  // extern "C"
