// What: amounts with units, and the nearest names to a misspelt one.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "cli/suggest.h"
#include "cli/units.h"

namespace vmwire::cli {
namespace {

TEST(Units, AreRead) {
  EXPECT_EQ(parse_bytes("4096"), 4096u);
  EXPECT_EQ(parse_bytes("16G"), std::uint64_t{16} << 30);
  EXPECT_EQ(parse_bytes("16g"), std::uint64_t{16} << 30);
  EXPECT_EQ(parse_bytes("1.5KiB"), 1536u);
  EXPECT_EQ(parse_bytes("2MB"), 2u << 20);
  EXPECT_EQ(parse_bytes("7B"), 7u);
  EXPECT_EQ(parse_count("30M"), 30'000'000u);
  EXPECT_EQ(parse_count("5k"), 5000u);
  EXPECT_EQ(parse_seconds("90"), 90.0);
  EXPECT_EQ(parse_seconds("1.5h"), 5400.0);
  EXPECT_EQ(parse_seconds("10m"), 600.0);
}

TEST(Units, AreRefused) {
  for (const char* text : {"", "G", "-1", "16X", "1 G", "nan", "inf", "0x10", "1e99G", "16GG"}) {
    EXPECT_EQ(parse_bytes(text), std::nullopt) << text;
  }
  for (const char* text : {"", "m", "-1s", "10d", "1e300h"}) {
    EXPECT_EQ(parse_seconds(text), std::nullopt) << text;
  }
  EXPECT_EQ(parse_count("99999999999999G"), std::nullopt);
}

TEST(Units, AreWritten) {
  EXPECT_EQ(bytes_text(512), "512 bytes");
  EXPECT_EQ(bytes_text(1536), "1.5 KiB");
  EXPECT_EQ(bytes_text(std::uint64_t{300} << 20), "300 MiB");
  EXPECT_EQ(seconds_text(0.125), "0.12 s");
  EXPECT_EQ(seconds_text(125), "2 min 5 s");
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(count_text(1234567), "1,234,567");
}

TEST(Suggest, NamesTheNearest) {
  const std::vector<std::string> names = {"mlock", "munlock", "mmap", "munmap"};
  EXPECT_EQ(unknown("operation", "mlok", names, ""),
            "no operation is named 'mlok'; did you mean 'mlock'?");
  EXPECT_EQ(unknown("operation", "teleport", names, "`vmwire list ops`"),
            "no operation is named 'teleport'; see `vmwire list ops`");
  EXPECT_TRUE(nearest("", names).empty());
  EXPECT_TRUE(nearest(std::string(100'000, 'm'), names).empty());
}

TEST(Suggest, KnowsAMisspeltPartOfAName) {
  const std::vector<std::string> names = {"netbsd-vsunlock-clears-mlock",
                                          "netbsd-cow-of-wired-page"};
  const std::vector<std::string> first = {names.front()};
  EXPECT_EQ(nearest("vsunlok", names), first);
  EXPECT_EQ(nearest("netbsd-x-clears-mlok", names), first);
  EXPECT_EQ(nearest("mlok-clears", names), first);
  EXPECT_TRUE(nearest("of-it", names).empty());
  // What is near as a whole comes first.
  EXPECT_EQ(nearest("mlok", {"clears-mlock", "mlock"}),
            (std::vector<std::string>{"mlock", "clears-mlock"}));
}

TEST(Suggest, HasNoNameForWhatIsFar) {
  EXPECT_EQ(unknown("law", "I99", {"deadlock", "netbsd.I1"}, ""), "no law is named 'I99'");
  EXPECT_TRUE(nearest("%s", {"ops"}).empty());  // nothing of it is there
}

TEST(Suggest, KnowsAPartOfAName) {
  EXPECT_EQ(nearest("vsunlock", {"netbsd-vsunlock-clears-mlock", "netbsd-cow-of-wired-page"}),
            std::vector<std::string>{"netbsd-vsunlock-clears-mlock"});
}

}  // namespace
}  // namespace vmwire::cli
