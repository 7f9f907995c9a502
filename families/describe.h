// What: a family's tables out of its types: the record that everybody else works on.
// A composition C brings together what a family has in model/ and invariants/:
//   F                  the family's types (model/family/model.h)
//   name, bench        as in Family
//   versions()         typed;   rules(), sizes()   the tables;   laws(), distance()   the laws
//   machines()         lifecycles;   phrasing()    how things are told
//   fields(size)       of a typed size
//   naming()           which names are interchangeable
//   room(size, op)     as Family::room, of a typed size
//   rename_things(world, shape)   one world for all that differ by names of those that are
//                      neither threads nor processes
//   messages()         what its kernels print;   nouns()   the headers of its world, as text
//   footprint(config, action, site, fields, reads, writes)   as AnyModel::footprint
#pragma once

#include <memory>
#include <vector>

#include "families/family.h"
#include "families/measured_of.h"
#include "families/model_of.h"

namespace vmwire::families {

template <class C>
std::vector<Version> versions_of() {
  std::vector<Version> result;
  for (const auto& v : C::versions()) {
    result.push_back({v.name, v.when, v.citation, v.sentence, v.later_forms,
                      family::any_of(v.personality)});
  }
  return result;
}

template <class C>
std::vector<OpInfo> ops_of() {
  using F = typename C::F;
  std::vector<OpInfo> result;
  for (const family::Op<F>* op : F::ops()) {
    const std::string actor = op->by_thread() ? "thread" : F::actor_name({}, op->actor);
    result.push_back({op->name, actor, op->citation, op->sentence, op->arguments,
                      op->operands->name, op->faults, op->argument});
  }
  return result;
}

template <class C>
std::vector<LawInfo> laws_of() {
  std::vector<LawInfo> result;
  for (const auto& law : C::laws().laws()) {
    result.push_back({law.id, law.alias, law.citation, law.exception, law.needs,
                      law.unreachable});
  }
  return result;
}

template <class C>
Fields fields_of(family::SizeView size) {
  return C::fields(family::size_of<typename C::F::Size>(size));
}

template <class C>
bool room_of(family::SizeView size, OpId op) {
  return C::room(family::size_of<typename C::F::Size>(size), op);
}

template <class C>
family::Config<typename C::F> typed(const AnyConfig& config) {
  return {family::personality_of<typename C::F::Personality>(config.personality),
          family::size_of<typename C::F::Size>(config.size), config.ops};
}

template <class C>
std::unique_ptr<AnyModel> open_model(const AnyConfig& config);

template <class C>
std::unique_ptr<Measured> measure_model(const AnyConfig& config) {
  return std::make_unique<MeasuredOf<C>>(typed<C>(config));
}

/// The record of a family, made at the first call.
template <class C>
const Family& describe() {
  static const Family family{C::name,          versions_of<C>(), C::rules(),
                             C::sizes(),       ops_of<C>(),      C::F::marks(),
                             laws_of<C>(),     C::machines(),    C::phrasing(),
                             C::bench,         fields_of<C>,     open_model<C>,
                             measure_model<C>, C::naming(),      C::messages(),
                             C::nouns(),       room_of<C>,
                             family::place_of(&C::F::Size::in_flight)};
  return family;
}

template <class C>
std::unique_ptr<AnyModel> open_model(const AnyConfig& config) {
  return std::make_unique<ModelOf<C>>(describe<C>(), config, typed<C>(config));
}

}  // namespace vmwire::families
