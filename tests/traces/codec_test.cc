// What: the codec gives back what it was given, and survives whatever else it is given.
// A file is a trace, or it is refused in one line that names the file. What the published schema
// has to say is compared in schema_test.py.
#include "traces/codec.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "tests/traces/any_document.h"
#include "tests/traces/any_trace.h"

namespace vmwire::traces {
namespace {

using nlohmann::json;

/// What every answer of the codec looks like, whatever it was asked.
void expect_answer(const Read& read) {
  if (read.ok()) {
    RC_ASSERT(from_json(to_json(read.trace).dump(), "again").trace == read.trace);
    return;
  }
  RC_ASSERT(read.error.rfind("t.json: ", 0) == 0u);
  RC_ASSERT(read.error.find('\n') == std::string::npos);
  RC_ASSERT(read.error.size() < 400u);
  for (char c : read.error) RC_ASSERT((c >= ' ' && c <= '~'));
}

RC_GTEST_PROP(Codec, GivesBackWhatItWasGiven, ()) {
  const Trace trace = any_trace();
  const Read read = from_json(to_json(trace).dump(), "t.json");
  RC_ASSERT(read.error == "");
  RC_ASSERT(read.trace == trace);
}

RC_GTEST_PROP(Codec, SurvivesDamagedBytes, ()) {
  static const std::string sound = to_json(small_trace()).dump();
  std::string text = sound;
  for (unsigned i = *rc::gen::inRange(1u, 6u); i > 0 && !text.empty(); --i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    switch (*rc::gen::inRange(0, 4)) {
      case 0: text[at] = *rc::gen::arbitrary<char>(); break;
      case 1: text.erase(at, *rc::gen::inRange<std::size_t>(1, 20)); break;
      case 2: text.insert(at, *rc::gen::element<std::string>("[", "{", "\"", "\0", "\\u0000",
                                                             "1e999", "-1", ",", "\xff")); break;
      default: text.resize(at); break;
    }
  }
  expect_answer(from_json(text, "t.json"));
}

RC_GTEST_PROP(Codec, SurvivesDamagedValues, ()) {
  expect_answer(from_json(damaged_document().dump(), "t.json"));
}

RC_GTEST_PROP(Codec, RefusesUnknownAndMissingMembers, ()) {
  json document = small_document();
  json& object = document[any_place(document)];
  RC_PRE(object.is_object());
  const bool open = &object == &document["personality"] || &object == &document["size"] ||
                    object.contains("phase") || object.contains("wired") ||
                    &object == &document["initial"] || &object == &document["final"] ||
                    object.contains("wire_count");
  RC_PRE(!open);
  if (*rc::gen::arbitrary<bool>()) object["unheard-of"] = 1;
  else object.erase(object.begin());
  RC_ASSERT(!from_json(document.dump(), "t.json").ok());
}

TEST(Codec, ReadsATraceWithoutARung) {
  Trace trace = small_trace();
  trace.rung.reset();
  const json document = json::parse(to_json(trace).dump());
  EXPECT_FALSE(document.contains("rung"));
  EXPECT_EQ(from_json(document.dump(), "t.json").trace, trace);
}

TEST(Codec, WritesTheRungAtTheEndOfTheHeader) {
  const std::string text = to_json(small_trace()).dump();
  EXPECT_NE(text.find(R"(--size tiny","rung":{"rule":"netbsd-vsunlock-clears-mlock",)"
                      R"("companion":"","story":"raw I/O forgets mlock"},"violation":)"),
            std::string::npos);
}

TEST(Codec, NamesThePlace) {
  json document = small_document();
  document["steps"][1]["actor"] = 7;
  EXPECT_EQ(from_json(document.dump(), "t.json").error,
            "t.json: /steps/1/actor: expected a string, found a number");
  EXPECT_EQ(from_json("{", "t.json").error.rfind("t.json: not JSON: ", 0), 0u);
  EXPECT_EQ(from_json("[]", "t.json").error,
            "t.json: not a vmwire trace: members 'format' and 'version' are missing");
}

TEST(Codec, NamesAVersionThatItDoesNotRead) {
  json document = small_document();
  document["version"] = 7;
  EXPECT_EQ(from_json(document.dump(), "t.json").error,
            "t.json: /version: format version 7; this program reads version 1");
}

// A round trip cannot see how a thing is written.
TEST(Codec, WritesNumbersAsNumbersAndThreadsAsAList) {
  Trace trace = small_trace();
  trace.size["threads"] = {1};
  trace.initial["system"]["wired"] = "4294967295";  // too long for a number: it stays text
  const json document = json::parse(to_json(trace).dump());
  EXPECT_EQ(document["steps"][0]["changes"][1]["from"], json(0));
  EXPECT_TRUE(document["size"]["threads"].is_array());
  EXPECT_EQ(from_json(document.dump(), "t.json").trace, trace);
}

TEST(Codec, RefusesWhatContradictsItself) {
  json document = small_document();
  document["violation"]["depth"] = 1;
  EXPECT_NE(from_json(document.dump(), "t.json").error.find("number of steps"), std::string::npos);
  document = small_document();
  document["verdict"] = "holds";
  EXPECT_FALSE(from_json(document.dump(), "t.json").ok());
  document = small_document();
  document["steps"][0]["arguments"]["start"] = 256;
  EXPECT_FALSE(from_json(document.dump(), "t.json").ok());
}

TEST(Codec, RefusesAMemberThatStandsTwice) {
  std::string text = to_json(small_trace()).dump();
  text.insert(1, "\"kernel\":\"netbsd-1.6\",");
  EXPECT_NE(from_json(text, "t.json").error.find("'kernel' stands there twice"),
            std::string::npos);
}

TEST(Codec, RefusesWhatFollowsAByteThatIsZero) {
  const std::string text = to_json(small_trace()).dump();
  EXPECT_EQ(from_json(text + '\0' + "and more", "t.json").error,
            "t.json: not JSON: a byte that is 0");
  EXPECT_FALSE(from_json(text + '\0', "t.json").ok());
}

// Were each element looked at for each later one, this would take longer than a test may.
TEST(Codec, ManyMembersTakeNoLongerEach) {
  std::string members = "{", elements = "[";
  for (int i = 0; i < 300'000; ++i) {
    members += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":{}";
    elements += i == 0 ? "{}" : ",{}";
  }
  EXPECT_FALSE(from_json(members + "}", "t.json").ok());
  EXPECT_FALSE(from_json(elements + "]", "t.json").ok());
}

TEST(Codec, RefusesTooMuch) {
  const auto refused = [](const std::string& text, const char* why) {
    EXPECT_NE(from_json(text, "t.json").error.find(why), std::string::npos) << why;
  };
  refused(std::string(kFileBytesMax + 1, ' '), "larger than 64 MiB");
  refused(std::string(1'000'000, '['), "nested too deeply");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  refused(objects, "nested too deeply");
  std::string many = "[";
  for (int i = 0; i < 9'000'000; ++i) many += "0,";
  refused(many + "0]", "too many values");
  json document = small_document();
  document["steps"] = json(kStepsMax + 1, 0);
  refused(document.dump(), "at most 100000");
}

TEST(Files, AreWrittenWholeAndReadBack) {
  const std::string path = std::string(testing::TempDir()) + "/trace.json";
  EXPECT_EQ(write_file(small_trace(), path), "");
  EXPECT_EQ(read_file(path).trace, small_trace());
  EXPECT_FALSE(std::ifstream(path + ".part").is_open());
  std::remove(path.c_str());
  EXPECT_EQ(read_file(path).error, path + ": No such file or directory");
  EXPECT_NE(write_file(small_trace(), "/nonexistent/t.json"), "");
}

TEST(Files, AFileWithoutEndIsRefused) {
  EXPECT_EQ(read_file("/dev/zero").error, "/dev/zero: larger than 64 MiB");
}

}  // namespace
}  // namespace vmwire::traces
