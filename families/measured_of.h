// What: a family's model, measured part by part.
// For the one file of a family that composes it (families/<name>/family.cc).
#pragma once

#include <memory>
#include <vector>

#include "families/any_model.h"
#include "families/judged.h"
#include "families/measured.h"

namespace vmwire::families {

/// The compiler must take it that somebody looks at `thing`.
template <class T>
void keep(const T& thing) {
  asm volatile("" : : "g"(&thing) : "memory");
}

template <class C>
class MeasuredOf final : public Measured {
 public:
  using F = typename C::F;
  using World = typename F::World;

  explicit MeasuredOf(const family::Config<F>& config)
      : model_(config, C::laws().all()), packed_(model_.pack_size() * kWorlds) {
    worlds_ = model_.initial();
    struct Sink {
      std::vector<World>& found;
      void transition(const family::Action&, const World& next) {
        if (found.size() < kWorlds) found.push_back(next);
      }
      void blocked(unsigned, std::uint32_t) {}
    } sink{worlds_};
    for (std::size_t i = 0; i < worlds_.size() && worlds_.size() < kWorlds; ++i) {
      const World w = worlds_[i];
      model_.successors(w, sink);
    }
    for (std::size_t i = 0; i < worlds_.size(); ++i) {
      model_.pack(worlds_[i], &packed_[i * model_.pack_size()]);
    }
  }

  std::uint64_t successors(std::uint64_t times) override {
    struct Sink {
      std::uint64_t count = 0;
      void transition(const family::Action&, const World& next) {
        keep(next);
        ++count;
      }
      void blocked(unsigned, std::uint32_t) {}
    } sink;
    while (times-- != 0) model_.successors(next(), sink);
    return sink.count;
  }
  void canonicalize(std::uint64_t times) override {
    while (times-- != 0) {
      World w = next();
      keep(model_.canonicalize(w));
    }
  }
  void pack(std::uint64_t times) override {
    std::vector<std::byte> bytes(model_.pack_size());
    while (times-- != 0) {
      model_.pack(next(), bytes.data());
      keep(bytes[0]);
    }
  }
  void unpack(std::uint64_t times) override {
    World w{};
    while (times-- != 0) {
      if (++at_ >= worlds_.size()) at_ = 0;
      model_.unpack(&packed_[at_ * model_.pack_size()], w);
      keep(w);
    }
  }
  void laws(std::uint64_t times) override {
    while (times-- != 0) keep(model_.broken(next()));
  }

  std::vector<std::vector<std::byte>> packed() const override {
    std::vector<std::vector<std::byte>> result;
    for (std::size_t i = 0; i < worlds_.size(); ++i) {
      const std::byte* const first = &packed_[i * model_.pack_size()];
      result.emplace_back(first, first + model_.pack_size());
    }
    return result;
  }
  std::vector<std::size_t> parts() const override { return model_.parts(); }

 private:
  static constexpr std::size_t kWorlds = 20000;
  const World& next() {
    if (++at_ >= worlds_.size()) at_ = 0;
    return worlds_[at_];
  }

  Judged<C> model_;
  std::vector<World> worlds_;
  std::vector<std::byte> packed_;
  std::size_t at_ = 0;
};

}  // namespace vmwire::families
