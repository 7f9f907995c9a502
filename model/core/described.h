// What: how many enumerators an enum has that is defined by BOOST_DEFINE_FIXED_ENUM_CLASS.
// Source: derived: Boost.Describe 1.81; the enum is the only place where they are written down.
// Leaves out: their names, which msm.h asks Boost.Describe for. Read next: outcomes.h.
#pragma once

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/list.hpp>

namespace vmwire {

template <class Enum>
inline constexpr unsigned kEnumerators =
    boost::mp11::mp_size<boost::describe::describe_enumerators<Enum>>::value;

}  // namespace vmwire
