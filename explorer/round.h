// What: many states expanded at a time: each phase is shared among the workers, and what comes out
// does not depend on how many there are.
// Source: bulk-synchronous search; docs/internals/engine.md has the phases and why.
// Next: bfs.h, which reads the blocks in order.
#pragma once

#include <algorithm>
#include <list>
#include <optional>
#include <vector>

#include "explorer/block.h"
#include "explorer/goal.h"
#include "explorer/search.h"

namespace vmwire::explorer {

/// The keys that were looked up lately: every second successor is among them, and then the large
/// tables need not be asked.
class alignas(128) Recent {
 public:
  /// kNoState: ask the tables.
  StateIndex find(const StateKey& key, std::uint64_t hash, std::uint32_t round) const {
    const Entry& entry = entries_[hash % kEntries];
    const bool valid = entry.key == key && (entry.round == 0 || entry.round == round);
    return valid ? entry.index : kNoState;
  }
  /// `round`: in which alone the index is this state's; 0: it is for ever.
  void keep(const StateKey& key, std::uint64_t hash, StateIndex index, std::uint32_t round) {
    entries_[hash % kEntries] = {key, index, round};
  }

 private:
  static constexpr std::size_t kEntries = 4096;  ///< a tenth of a megabyte: it stays in a cache
  struct Entry {
    StateKey key{};
    StateIndex index = kNoState;
    std::uint32_t round = 0;
  };
  std::vector<Entry> entries_ = std::vector<Entry>(kEntries);
};

template <Model M>
class Round {
 public:
  explicit Round(Search<M>& search) : search_(search) {
    experts_.reserve(search.workers.count());
    experts_.emplace_back(search, search.model);
    if constexpr (std::copy_constructible<M>) {
      for (unsigned w = 1; w < search.workers.count(); ++w) {
        experts_.emplace_back(search, copies_.emplace_back(search.model));
      }
    }
    own_.resize(search.workers.count());
    recent_.resize(search.workers.count());
  }
  ~Round() {
    if constexpr (requires(M& to, const M& from) { to.merge(from); }) {
      for (const M& copy : copies_) search_.model.merge(copy);
    }
  }

  static constexpr StateIndex kStatesMax = 4096;  ///< of a round: its lists fit into a cache

  /// Expands the states [begin, end) and enters their successors. False: a limit was reached, and
  /// nothing may be read from the blocks.
  bool run(StateIndex begin, StateIndex end, const Goal<M>& goal) {
    ++round_;
    divide(begin, end);
    auto& workers = search_.workers;
    workers.share(used_, [&](unsigned w, std::size_t b) { experts_[w].expand(blocks_[b]); });
    if (!lay_out()) return false;
    return workers.count() == 1 ? enter_alone(goal) : enter_together(goal);
  }

  std::span<Block<M>> blocks() { return {blocks_.data(), used_}; }
  /// Of a successor, new or known.
  StateIndex index(const Block<M>& block, std::uint32_t n) {
    const StateIndex found = block.found[n], base = search_.store.size();
    if (found < base || search_.workers.count() == 1) return found;
    const bool own = std::binary_search(block.fresh.begin(), block.fresh.end(), n);
    if (own) return found;
    const Place first = place(found - base);  // where it was new
    return first.block->found[first.offset];
  }
  StateIndex fresh() const { return fresh_; }  ///< new states of the round
  Expander<M>& expert() { return experts_[0]; }

 private:
  void divide(StateIndex begin, StateIndex end) {
    constexpr StateIndex kBlock = 32;
    used_ = (end - begin + kBlock - 1) / kBlock;
    if (blocks_.size() < used_) blocks_.resize(used_);
    for (std::size_t b = 0; b < used_; ++b) {
      const auto first = static_cast<StateIndex>(begin + b * kBlock);
      blocks_[b].clear(first, std::min(end, first + kBlock));
    }
  }

  /// Gives every successor of the round a number.
  bool lay_out() {
    offsets_.assign(1, 0);
    for (Block<M>& block : blocks()) {
      if (block.out_of_memory) return search_.watch.hit(Limit::memory);
      block.found.resize(block.keys.size());
      offsets_.push_back(offsets_.back() + static_cast<std::uint32_t>(block.keys.size()));
    }
    if (!search_.store.fit()) return search_.watch.hit(Limit::index_space);
    return true;
  }
  struct Place {
    Block<M>* block;
    std::uint32_t offset;
    const StateKey& key() const { return block->keys[offset]; }
    std::uint64_t hash() const { return block->hashes[offset]; }
  };
  Place place(std::uint32_t number) {
    const auto after = std::upper_bound(offsets_.begin(), offsets_.end(), number);
    const auto b = static_cast<std::size_t>(after - offsets_.begin()) - 1;
    return {&blocks_[b], number - offsets_[b]};
  }

  /// Looks up those of the successors that `visit` is called for by `each`, in order, and enters
  /// the new ones under the number that fresh(place) gives. False: there is no memory.
  template <class Each, class Fresh, class ByNumber>
  bool look_up(Recent& recent, Each&& each, Fresh&& fresh, ByNumber&& by_number) {
    StateStore& store = search_.store;
    const StateIndex base = store.size();
    // Three passes over a window: the line of the index arrives, the state that it names arrives,
    // then both are compared.
    constexpr unsigned kWindow = 16;
    Place ring[2 * kWindow];
    std::uint64_t in = 0, seen = 0, out = 0;
    bool memory = true;
    const auto settle = [&](Place& at) {
      StateIndex& found = at.block->found[at.offset];
      found = store.find(at.key(), at.hash(), [&](StateIndex i) {
        return by_number(i - base).key() == at.key();
      });
      if (found == kNoState && memory) {
        found = base + fresh(at);
        memory = store.insert(at.hash(), found,
                              [&](StateIndex i) { return by_number(i - base).hash(); });
      }
      recent.keep(at.key(), at.hash(), found, found < base ? 0 : round_);
    };
    each([&](Place at) {
      StateIndex& found = at.block->found[at.offset];
      found = recent.find(at.key(), at.hash(), round_);
      if (found != kNoState) return;
      store.prefetch(at.hash());
      ring[in++ % (2 * kWindow)] = at;
      if (in - seen == kWindow) store.prefetch_state(ring[seen++ % (2 * kWindow)].hash());
      if (in - out == 2 * kWindow) settle(ring[out++ % (2 * kWindow)]);
    });
    for (; seen < in; ++seen) store.prefetch_state(ring[seen % (2 * kWindow)].hash());
    for (; out < in; ++out) settle(ring[out % (2 * kWindow)]);
    return memory;
  }

  bool enter_alone(const Goal<M>& goal) {
    fresh_places_.clear();
    const auto each = [&](auto&& visit) {
      for (Block<M>& block : blocks()) {
        for (std::uint32_t n = 0; n < block.keys.size(); ++n) visit(Place{&block, n});
      }
    };
    const auto fresh = [&](Place at) {
      at.block->fresh.push_back(at.offset);
      fresh_places_.push_back(at);
      return static_cast<StateIndex>(fresh_places_.size() - 1);
    };
    if (!look_up(recent_[0], each, fresh, [&](StateIndex n) { return fresh_places_[n]; })) {
      return search_.watch.hit(Limit::memory);
    }
    return count() && (finish(goal), true);
  }

  /// Each worker looks up the successors in its own segments, in order. A new state's first
  /// mention wins, so the outcome is as if there were one worker; only its index is not known yet.
  bool enter_together(const Goal<M>& goal) {
    std::atomic<bool> memory = true;
    search_.workers.run([&](unsigned w) {
      std::vector<std::uint32_t>& own = own_[w].numbers;
      own.clear();
      const auto each = [&](auto&& visit) {
        std::uint32_t number = 0;
        for (Block<M>& block : blocks()) {
          for (std::uint32_t n = 0; n < block.keys.size(); ++n, ++number) {
            if (IndexTable::segment_of(block.hashes[n]) % search_.workers.count() != w) continue;
            visit(Place{&block, n});
          }
        }
      };
      const auto fresh = [&](Place at) {
        const auto b = static_cast<std::size_t>(at.block - blocks_.data());
        own.push_back(offsets_[b] + at.offset);
        return own.back();
      };
      if (!look_up(recent_[w], each, fresh, [&](StateIndex n) { return place(n); })) {
        memory = false;
      }
    });
    if (!memory) return search_.watch.hit(Limit::memory);
    search_.workers.share(used_, [&](unsigned, std::size_t b) { find_fresh(b); });
    if (!count()) return false;
    search_.workers.run([&](unsigned w) {
      const StateIndex base = search_.store.size();
      for (const std::uint32_t number : own_[w].numbers) {
        const Place at = place(number);
        const auto& list = at.block->fresh;
        const auto rank = std::lower_bound(list.begin(), list.end(), at.offset) - list.begin();
        const auto index = static_cast<StateIndex>(at.block->first_fresh + rank);
        if (index != base + number) search_.store.rename(at.hash(), base + number, index);
      }
    });
    finish(goal);
    return true;
  }

  /// Those that were entered under their own number are new.
  void find_fresh(std::size_t b) {
    const StateIndex base = search_.store.size();
    Block<M>& block = blocks_[b];
    for (std::uint32_t n = 0; n < block.keys.size(); ++n) {
      if (block.found[n] == base + offsets_[b] + n) block.fresh.push_back(n);
    }
  }

  bool count() {
    fresh_ = 0;
    for (Block<M>& block : blocks()) {
      block.first_fresh = search_.store.size() + fresh_;
      fresh_ += static_cast<StateIndex>(block.fresh.size());
    }
    const StateIndex room = search_.store.states_max() - search_.store.size();
    if (!search_.store.make_room(std::min(fresh_, room))) return search_.watch.hit(Limit::memory);
    return true;
  }

  /// Writes the new states down and judges them.
  void finish(const Goal<M>& goal) {
    search_.workers.share(used_, [&](unsigned w, std::size_t b) {
      Block<M>& block = blocks_[b];
      StateIndex index = block.first_fresh;
      for (const std::uint32_t n : block.fresh) {
        if (index < search_.store.states_max()) search_.store.write(index, block.keys[n]);
        block.found[n] = index++;
        block.laws.push_back(experts_[w].judge(block.keys[n], goal));
        block.eventful |= block.laws.back() != 0;
      }
    });
  }

  Search<M>& search_;
  std::list<M> copies_;
  std::vector<Expander<M>> experts_;
  std::vector<Block<M>> blocks_;
  std::size_t used_ = 0;                        ///< blocks of this round
  std::vector<std::uint32_t> offsets_;          ///< number of each block's first successor
  std::vector<Place> fresh_places_;             ///< one worker: the new ones, in order
  struct alignas(128) Own {
    std::vector<std::uint32_t> numbers;
  };
  std::vector<Own> own_;                        ///< by worker: numbers that it found to be new
  std::vector<Recent> recent_;                  ///< by worker
  std::uint32_t round_ = 0;
  StateIndex fresh_ = 0;
};

}  // namespace vmwire::explorer
