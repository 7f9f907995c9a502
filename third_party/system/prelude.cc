// What: what nearly every test includes, for gtest.BUILD to have it parsed once.
// Compiled as a header: the object file is a precompiled header.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>
