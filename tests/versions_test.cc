// What: the libraries that the build finds on this machine are the ones that vmwire is written for.
// A label such as @boost//:msm names no version; the compiler takes what is there.
// Leaves out: RapidCheck's and Benchmark's versions, which their headers do not tell.

#include <CLI/Version.hpp>
#include <benchmark/benchmark.h>
#include <boost/version.hpp>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <nlohmann/json_fwd.hpp>
#include <rapidcheck/Random.h>

namespace {

// Boost 1.81 has only the back-end `back`; its state numbering is relied on by the machines.
TEST(Versions, BoostIsTheOneThatTheMachinesWereMeasuredWith) {
  EXPECT_EQ(BOOST_VERSION / 100, 1081);
}

TEST(Versions, JsonIsThree) {
  EXPECT_EQ(NLOHMANN_JSON_VERSION_MAJOR, 3);
  EXPECT_GE(NLOHMANN_JSON_VERSION_MINOR, 11);
}

TEST(Versions, FmtIsNineOrLater) { EXPECT_GE(FMT_VERSION, 90000); }

TEST(Versions, CliIsTwo) { EXPECT_EQ(CLI11_VERSION_MAJOR, 2); }

TEST(Versions, BenchmarkIsLinked) {
  EXPECT_FALSE(benchmark::ReportUnrecognizedArguments(0, nullptr));
}

TEST(Versions, RapidCheckIsLinked) { EXPECT_EQ(rc::Random(1).next(), rc::Random(1).next()); }

}  // namespace
