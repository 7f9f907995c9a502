// What: the C interface, on top of the model itself.
// Source: derived; the contracts are in vmwire.h.
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
#include "invariants/invariants.h"
#include "model/netbsd/fields.h"
#include "model/netbsd/footprint.h"
#include "model/netbsd/model.h"

namespace {

using vmwire::abi::Group;
using vmwire::netbsd::Action;
using vmwire::netbsd::Model;
using vmwire::netbsd::World;

/// A packed world is a part of a world, so that a buffer for one is small.
constexpr std::size_t kStateMax = sizeof(World);

/// What one thread needs to take steps: Model counts what it has covered, so that two threads
/// must not share one.
struct Worker {
  explicit Worker(const vmwire::netbsd::Config& config) : model(config) {}
  Model model;
  vmwire::netbsd::Taken taken;
};

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> serial{0};
  return ++serial;
}

}  // namespace

struct vmwire_model {
  explicit vmwire_model(const vmwire::cli::Setup& setup)
      : model(setup.config),
        laws(setup.laws),
        groups(model),
        fields(vmwire::netbsd::fields(setup.config.size)) {
    for (const auto& field : fields) slot_names.push_back(field.name());
    for (int i = 0; i < groups.size(); ++i) add_rows(groups[i]);
  }

  /// The group's rows of the two matrices.
  void add_rows(const Group& group);
  const unsigned char* row(const std::vector<unsigned char>& matrix, int group) const {
    return matrix.data() + static_cast<std::size_t>(group) * fields.size();
  }

  /// This thread's worker; null if there is no memory to make it.
  Worker* worker() const noexcept;

  const Model model;  ///< for what is const in it
  const std::uint64_t laws;
  const vmwire::abi::Groups groups;
  const std::vector<vmwire::netbsd::Field> fields;
  std::vector<std::string> slot_names;
  std::vector<unsigned char> reads, writes;  ///< one row a group, one byte a slot
  const std::uint64_t serial = next_serial();  ///< addresses are used again, these are not
  mutable std::mutex mutex;
  mutable std::map<std::thread::id, std::unique_ptr<Worker>> workers;
};

void vmwire_model::add_rows(const Group& group) {
  const vmwire::netbsd::Config& config = model.config();
  const auto footprint =
      vmwire::netbsd::footprint(config.personality, group.action.op, group.step, group.fault);
  const auto acting = vmwire::netbsd::acting_in(config.size, group.action);
  for (const vmwire::netbsd::Field& field : fields) {
    reads.push_back(covers(footprint.reads, field, acting, config.size));
    writes.push_back(covers(footprint.writes, field, acting, config.size));
  }
}

Worker* vmwire_model::worker() const noexcept {
  struct Last {
    std::uint64_t serial = 0;
    Worker* worker = nullptr;
  };
  static thread_local Last last;
  if (last.serial == serial) return last.worker;
  try {
    const std::lock_guard lock(mutex);
    std::unique_ptr<Worker>& mine = workers[std::this_thread::get_id()];
    if (mine == nullptr) mine = std::make_unique<Worker>(model.config());
    last = {serial, mine.get()};
  } catch (const std::exception&) {
    return nullptr;
  }
  return last.worker;
}

namespace {

World unpacked(const vmwire_model* m, const unsigned char* state) {
  World w;
  m->model.unpack(reinterpret_cast<const std::byte*>(state), w);
  return w;
}

void pack(const vmwire_model* m, const World& w, unsigned char* state) {
  m->model.pack(w, reinterpret_cast<std::byte*>(state));
}

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

/// Whether the thread stands where the group goes on. For the rest Model::take looks itself.
bool stands_there(const World& w, const Group& group) {
  if (!group.of_thread()) return true;
  const vmwire::Thread& t = w.thread[group.action.actor];
  if (group.action.begins) return t.phase == vmwire::ThreadPhase::idle;
  return t.phase != vmwire::ThreadPhase::idle &&
         t.op == static_cast<std::uint64_t>(group.action.op) && t.step == group.step &&
         t.fault == group.fault;
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

int vmwire_state_size(const vmwire_model* m) { return static_cast<int>(m->model.pack_size()); }

void vmwire_initial(const vmwire_model* m, unsigned char* state) {
  vmwire_initial_state(m, 0, state);
}

int vmwire_initial_states(const vmwire_model* m) {
  return static_cast<int>(m->model.initial().size());
}

void vmwire_initial_state(const vmwire_model* m, int index, unsigned char* state) {
  pack(m, m->model.initial()[static_cast<std::size_t>(index)], state);
}

int vmwire_canonicalize(const vmwire_model* m, unsigned char* state) {
  World w = unpacked(m, state);
  const World before = w;
  m->model.canonicalize(w);
  if (w == before) return 0;
  pack(m, w, state);
  return 1;
}

const char* vmwire_broken(const vmwire_model* m, const unsigned char* state) {
  const World w = unpacked(m, state);
  const std::uint64_t broken =
      vmwire::invariants::broken_laws(w, m->model.config().size, m->laws);
  if (broken == 0) return nullptr;
  return vmwire::invariants::laws()[static_cast<std::size_t>(__builtin_ctzll(broken))].id;
}

int vmwire_groups(const vmwire_model* m) { return m->groups.size(); }

const char* vmwire_group_name(const vmwire_model* m, int group) {
  return m->groups[group].name.c_str();
}

int vmwire_fire(const vmwire_model* m, const unsigned char* state, int number,
                unsigned char* successor) {
  const World before = unpacked(m, state);
  const Group& group = m->groups[number];
  if (!stands_there(before, group)) return 0;
  Worker* worker = m->worker();
  if (worker == nullptr) return -1;
  World after;
  if (!worker->model.take(before, group.action, after, worker->taken)) return 0;
  pack(m, after, successor);
  return 1;
}

int vmwire_successors(const vmwire_model* m, const unsigned char* state,
                      void (*emit)(void* context, int group, const unsigned char* successor),
                      void* context) {
  struct Sink {
    const vmwire_model* m;
    const World& before;
    void (*emit)(void*, int, const unsigned char*);
    void* context;
    int count = 0;

    void transition(const Action& a, const World& next) {
      unsigned char successor[kStateMax];
      pack(m, next, successor);
      ++count;
      emit(context, m->groups.of(before, a), successor);
    }
    void blocked(unsigned, std::uint32_t) {}
  };
  Worker* worker = m->worker();
  if (worker == nullptr) return -1;
  const World before = unpacked(m, state);
  Sink sink{m, before, emit, context};
  worker->model.successors(before, sink);
  return sink.count;
}

int vmwire_slots(const vmwire_model* m) { return static_cast<int>(m->fields.size()); }

const char* vmwire_slot_name(const vmwire_model* m, int slot) {
  return m->slot_names[static_cast<std::size_t>(slot)].c_str();
}

int vmwire_slot_value(const vmwire_model* m, const unsigned char* state, int slot) {
  return static_cast<int>(m->fields[static_cast<std::size_t>(slot)].get(unpacked(m, state)));
}

const unsigned char* vmwire_reads(const vmwire_model* m, int group) {
  return m->row(m->reads, group);
}

const unsigned char* vmwire_writes(const vmwire_model* m, int group) {
  return m->row(m->writes, group);
}

}  // extern "C"
