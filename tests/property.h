// What: RapidCheck's properties as tests, with their machinery compiled once for all of them.
// A property that takes no arguments, and draws all it needs with *rc::gen::..., costs a test's
// file a second less than one that does; RC_GTEST_PROP works for both.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

extern template void rc::detail::checkGTest<void (*)()>(void (*&&)());
