// What: an allocation that the system refuses ends in a verdict, not in a crash.
// Apart from limits_test.cc since it cannot run under a sanitizer.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>

#include "explorer/bfs.h"
#include "explorer/toy/hypercube.h"
#include "tests/explorer/toy_searches.h"

namespace vmwire::explorer {
namespace {

TEST(OutOfMemory, is_inconclusive) {
  // In a child, since the limit on the address space is for the whole process.
  const auto starve = [] {
    const rlimit limit{128 << 20, 128 << 20};
    setrlimit(RLIMIT_AS, &limit);
    toy::Hypercube model{24, 1000};
    const auto result = explore(model, {});
    std::fprintf(stderr, "%s by %s", name(result.verdict), name(result.limit));
    std::_Exit(0);
  };
  EXPECT_EXIT(starve(), testing::ExitedWithCode(0), "inconclusive by memory");
}

}  // namespace
}  // namespace vmwire::explorer
