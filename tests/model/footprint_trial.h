// What: one trial of a table of footprints: many worlds, each poisoned in many ways.
// The contract: model/family/footprint.h.
// A poisoned world may break an assumption of the model, which ends the process: steps are tried
// in a child, and a child that ends is a step that has read what was poisoned.
#pragma once

#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "model/netbsd/footprint.h"
#include "model/netbsd/op/row.h"
#include "tests/model/drawn.h"
#include "tests/model/poisoned.h"

namespace vmwire::netbsd {

using family::Action;
using family::Nearness;

inline constexpr unsigned kSites = kOps << 8;  // as Model::site encodes a step
inline constexpr unsigned kOutcomes = 8;       // of a step, at most; checked

/// What a child and its parent share.
struct Notes {
  using Areas = std::array<std::array<bool, kAreas>, 3>;  // by nearness
  Areas read[kSites], written[kSites];   // seen to matter; seen to change
  std::uint64_t worlds, actions, poisons;
  std::size_t world;                     // where the child is ...
  std::uint64_t poison;                  // ... the how many-th poison of this world
  std::uint32_t site;                    // ... what it tries,
  int near, area;                        // ... the one declared area that is poisoned, or -1
  Reach changed;                         // ... and what is
  char complaint[2000];                  // "": none
};

inline std::string site_name(std::uint32_t site) {
  return std::string(NetBsd::ops()[site >> 8]->name) + ' ' +
         std::to_string(site >> 4 & 15) + ' ' + name(static_cast<FaultStep>(site & 15));
}

using Declared = std::function<Footprint(std::uint32_t site)>;

class Trial {
 public:
  Trial(const Config& config, Declared declared, Notes& notes)
      : config_(config), model_(config), declared_(std::move(declared)), notes_(notes),
        poison_(config.size) {}

  /// Tries every world in children until one of them gets through. True: no complaint.
  bool run(const std::vector<World>& worlds, unsigned draws) {
    notes_.world = 0;
    notes_.poison = 0;
    notes_.site = kSites;
    for (;;) {
      const pid_t child = fork();
      if (child == 0) {
        if (std::freopen("/dev/null", "w", stderr) == nullptr) std::_Exit(1);
        for (std::size_t from = notes_.world; notes_.world < worlds.size();) {
          const bool again = notes_.world == from && notes_.site != kSites;
          try_world(worlds[notes_.world], draws, again ? notes_.poison : 0);
          if (notes_.complaint[0] != 0) std::_Exit(1);
          ++notes_.world;
        }
        std::_Exit(0);
      }
      int status = 0;
      waitpid(child, &status, 0);
      if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
      if (notes_.complaint[0] != 0) return false;
      shown();  // the child ended in the middle of a step
      if (notes_.complaint[0] != 0) return false;
    }
  }

 private:
  struct Outcome {
    bool on_offer = false;
    World after{};
  };
  using Outcomes = std::array<Outcome, kOutcomes + 1>;

  Outcomes outcomes(const World& w, Action a) {
    Outcomes all;
    family::Taken taken;
    // An outcome may be blocked where the next one is not, but two in a row are the end.
    for (unsigned i = 0, missing = 0; i <= kOutcomes && missing < 2; ++i) {
      a.choice = static_cast<std::uint16_t>(i);
      all[i].on_offer = model_.take(w, a, all[i].after, taken);
      missing = all[i].on_offer ? 0 : missing + 1;
    }
    return all;
  }

  /// Whatever this world, or one like it, might offer.
  std::vector<Action> actions(const World& w) const {
    std::vector<Action> list;
    const Size& size = config_.size;
    for (unsigned k = 0; k < size.thread_count(); ++k) {
      Action a{.actor = static_cast<std::uint8_t>(k)};
      if (w.thread[k].phase != ThreadPhase::idle) {
        a.op = static_cast<OpId>(w.thread[k].op);
        list.push_back(a);
        continue;
      }
      a.begins = 1;
      for (unsigned op = 1; op < kThreadOps; ++op) {
        a.op = static_cast<OpId>(op);
        const Op& row = *NetBsd::ops()[op];
        const std::size_t args = std::max<std::size_t>(1, row.arguments.size());
        for (std::size_t arg = 0; arg < args; ++arg) {
          a.arg = static_cast<std::uint8_t>(arg);
          a.first = 0;
          if (a.op == op::extend) a.first = static_cast<std::uint8_t>(size.file_pages);
          a.second = 0;
          if (row.operands == &kRange) a.second = static_cast<std::uint8_t>(size.va_pages);
          if (row.operands == &kOneVaPage) a.second = 1;
          list.push_back(a);
        }
      }
    }
    for (unsigned op = kThreadOps; op < kOps; ++op) {
      const Op& row = *NetBsd::ops()[op];
      for (const auto& [first, second] : row.operands->each(size)) {
        list.push_back({.actor = row.actor, .op = static_cast<OpId>(op), .first = first,
                        .second = second});
      }
    }
    return list;
  }

  void try_world(const World& w, unsigned draws, std::uint64_t skip) {
    Random random(notes_.world);
    std::uint64_t n = 0;
    if (skip == 0) ++notes_.worlds;
    for (const Action& a : actions(w)) {
      const std::uint32_t site = model_.site(w, a);
      const Acting acting = acting_in(config_.size, a);
      const Footprint declared = declared_(site);
      const Outcomes before = outcomes(w, a);
      bool any = false;
      for (const Outcome& o : before) {
        any |= o.on_offer;
        if (o.on_offer) check_writes(w, o.after, declared, acting, site);
      }
      if (before[kOutcomes].on_offer) complain("more outcomes than the test looks at", site);
      if (skip == 0) ++notes_.actions;
      // What is not on offer is mostly so for the same few reasons.
      for (unsigned i = 0; i < (any ? draws : 1 + draws / 8); ++i) {
        const World poisoned = poison_(w, random);
        if (++n <= skip) continue;
        notes_.poison = n;
        try_poison(w, poisoned, a, before, declared, acting, site);
        if (notes_.complaint[0] != 0) return;
      }
    }
  }

  void check_writes(const World& w, const World& after, const Footprint& declared,
                    const Acting& acting, std::uint32_t site) {
    const Reach changed = difference(w, after, acting, config_.size);
    note(notes_.written[site], changed);
    if (!(changed - declared.writes).empty()) {
      complain("writes " + text_of(changed - declared.writes), site);
    }
    if (after.event != Event{} && !declared.reports) complain("leaves an event", site);
  }

  void try_poison(const World& w, const World& poisoned, const Action& a, const Outcomes& before,
                  const Footprint& declared, const Acting& acting, std::uint32_t site) {
    const Reach changed = difference(w, poisoned, acting, config_.size);
    if (changed.empty()) return;
    const Reach undeclared = changed - declared.reads;
    const Reach known = changed - undeclared;
    notes_.near = notes_.area = -1;
    if (!known.empty() && !single(known)) return;  // it may matter, and more than one thing may
    if (!known.empty() && notes_.read[site][static_cast<unsigned>(notes_.near)]
                                     [static_cast<unsigned>(notes_.area)]) {
      return;  // that it matters is known
    }
    notes_.site = site;
    ++notes_.poisons;
    notes_.changed = changed;
    // A loop that poison keeps from ending is ended here, after so much time of its own.
    const itimerval half_a_second{{0, 0}, {0, 500000}};
    setitimer(ITIMER_VIRTUAL, &half_a_second, nullptr);
    if (!same(w, poisoned, before, outcomes(poisoned, a))) shown();
  }

  /// Notes the one declared area that was poisoned, if it is only one.
  bool single(const Reach& reach) {
    unsigned n = 0;
    for (unsigned near = 0; near < 3; ++near) {
      const AreaSet set = reach.at(static_cast<Nearness>(near));
      for (unsigned i = 0; i < kAreas; ++i) {
        if (!set.has(static_cast<Area>(i))) continue;
        ++n;
        notes_.near = static_cast<int>(near);
        notes_.area = static_cast<int>(i);
      }
    }
    return n == 1;
  }

  /// The poison has shown.
  void shown() {
    if (notes_.area < 0) return complain("reads " + text_of(notes_.changed), notes_.site);
    notes_.read[notes_.site][static_cast<unsigned>(notes_.near)]
               [static_cast<unsigned>(notes_.area)] = true;
  }

  /// The same offers, and the same values afterwards, but for poison that was left alone.
  bool same(const World& w, const World& poisoned, const Outcomes& a, const Outcomes& b) const {
    for (unsigned i = 0; i <= kOutcomes; ++i) {
      if (a[i].on_offer != b[i].on_offer) return false;
      if (!a[i].on_offer) continue;
      for (const Field& f : fields_) {
        const unsigned clean = value(f, a[i].after), odd = value(f, b[i].after);
        if (clean == odd) continue;
        const bool left_alone = odd == value(f, poisoned) && clean == value(f, w);
        if (!left_alone) return false;
      }
    }
    return true;
  }

  static unsigned value(const Field& f, const World& w) { return f.get(family::view_of(w)); }

  static void note(Notes::Areas& areas, const Reach& reach) {
    for (unsigned near = 0; near < 3; ++near) {
      for (unsigned i = 0; i < kAreas; ++i) {
        if (reach.at(static_cast<Nearness>(near)).has(static_cast<Area>(i))) areas[near][i] = true;
      }
    }
  }

  void complain(const std::string& what, std::uint32_t site) {
    std::string text = options_of(config_.size) + ", rules";
    for (const std::string& rule : rule_table().on(family::view_of(config_.personality))) {
      text += ' ' + rule;
    }
    text += ": " + site_name(site) + ": " + what;
    std::strncpy(notes_.complaint, text.c_str(), sizeof(notes_.complaint) - 1);
  }

  Config config_;
  Model model_;
  Declared declared_;
  Notes& notes_;
  Poison poison_;
  Fields fields_ = fields(config_.size);
};

}  // namespace vmwire::netbsd
