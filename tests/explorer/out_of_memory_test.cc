// What: an allocation that the system refuses ends in a verdict, not in a crash.
// Apart from limits_test.cc since it cannot run under a sanitizer.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>

#include "explorer/bfs.h"
#include "explorer/toy/hypercube.h"
#include "explorer/workers.h"
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

// Some threads run already when the next one cannot be started: they must not be waited for.
TEST(OutOfMemory, workers_that_cannot_start_are_told) {
  const auto starve = [] {
    const rlimit limit{96 << 20, 96 << 20};  // room for some stacks of 8 MiB, and not for fifteen
    setrlimit(RLIMIT_AS, &limit);
    try {
      Workers workers(kWorkersMax);
    } catch (const NoWorkers& error) {
      std::fprintf(stderr, "%s", error.what());
      std::_Exit(0);
    }
    std::_Exit(1);
  };
  EXPECT_EXIT(starve(), testing::ExitedWithCode(0), "16 workers cannot be started");
}

}  // namespace
}  // namespace vmwire::explorer
