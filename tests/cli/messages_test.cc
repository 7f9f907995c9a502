// What: from a message to an answer, as a user asks: each command of `list messages` is run, and
// has to break the law that stands beside it.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include <cstdio>
#include <set>
#include <string>

namespace vmwire::cli {
namespace {

using nlohmann::json;

struct Ran {
  int code = -1;
  std::string out;  ///< both streams
};

Ran run(const std::string& arguments) {
  Ran ran;
  std::FILE* pipe = popen(("cli/vmwire " + arguments + " 2>&1").c_str(), "r");
  char block[4096];
  for (std::size_t n; (n = std::fread(block, 1, sizeof block, pipe)) > 0;) ran.out.append(block, n);
  const int status = pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

json messages() { return json::parse(run("list messages --format json").out); }

/// Those whose `kind` is one of what a kernel prints have a text that can be pasted.
bool is_printed(const json& message) { return message["kind"] != "symptom"; }

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

/// For a double-quoted word of the shell.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '$' || c == '`') result += '\\';
    result += c;
  }
  return result;
}

TEST(Messages, EachCommandBreaksTheLawThatItNames) {
  std::size_t shown = 0;
  for (const json& m : messages()) {
    if (m["shown"] == false) continue;
    ++shown;
    const std::string command = m["command"];
    const Ran ran = run(command + " --format json");
    ASSERT_EQ(ran.code, 1) << command << "\n" << ran.out;
    const json report = json::parse(ran.out);
    EXPECT_EQ(report["verdict"], "violated") << command;
    if (m["law"].is_null()) {
      EXPECT_FALSE(report["goal"].is_null()) << command;
      continue;
    }
    EXPECT_EQ(report["violations"].at(0)["invariant"], m["law"]) << command;
    EXPECT_EQ(report["invariants"], json::array({m["law"]})) << command;
  }
  EXPECT_GE(shown, 15u);
}

TEST(Messages, WhatTheModelCannotShowIsSaid) {
  const std::string list = run("list messages").out;
  std::size_t others = 0;
  for (const json& m : messages()) {
    EXPECT_EQ(m["shown"] == false, m["not_shown_because"].is_string()) << m["text"];
    EXPECT_TRUE(m["shown"] == false || m["command"].is_string()) << m["text"];
    if (m["shown"] == true) continue;
    ++others;
    const std::string because = m["not_shown_because"];
    EXPECT_NE(list.find("\n    not shown: " + because + "\n"), std::string::npos) << because;
    if (m["command"].is_null()) continue;
    // Nothing breaks in all that is near: when something does, the row has to say so instead.
    const json report = json::parse(run(m["command"].get<std::string>() + " --format json").out);
    EXPECT_EQ(report["verdict"], "holds") << m["command"];
    EXPECT_EQ(report["exhaustive"], true) << m["command"];
  }
  EXPECT_GT(others, 0u);
}

TEST(Messages, EveryPanicOfTheLawsIsThere) {
  std::set<std::string> laws;
  for (const json& m : messages()) {
    if (m["law"].is_string()) laws.insert(m["law"]);
  }
  std::size_t panics = 0;
  for (const json& law : json::parse(run("list invariants --format json").out)) {
    const std::string id = law["id"];
    if (!id.starts_with("panic.")) continue;
    ++panics;
    EXPECT_EQ(laws.count(id), 1u) << id;
  }
  // The field that says why a kernel stopped has a value for each, besides that for none.
  std::size_t values = 0;
  for (const json& field : json::parse(run("list fields --format json").out)) {
    if (field["member"] == "panic") values += field["values"].size() - 1;
  }
  EXPECT_EQ(values, panics);
  EXPECT_GT(panics, 0u);
}

TEST(Messages, APrintedLineIsAnswered) {
  for (const json& m : messages()) {
    if (!is_printed(m)) continue;
    std::string line = "panic: " + m["text"].get<std::string>() + " at 0x1234";
    for (std::size_t at; (at = line.find("...")) != std::string::npos;) {
      line.replace(at, 3, "0xc0de");
    }
    const Ran ran = run("list " + quoted(escaped(line)));
    EXPECT_EQ(ran.code, 0) << line << "\n" << ran.out;
    EXPECT_NE(ran.out.find(m["sentence"].get<std::string>()), std::string::npos) << line;
  }
}

TEST(Messages, APartOfAMessageOrAFunctionIsAnswered) {
  EXPECT_NE(run("list 'unwiring NON-wired  memory'").out.find("breaks panic.unwire-no-pte"),
            std::string::npos);
  EXPECT_NE(run("list messages 'unwiring non-wired memory'").out.find("panic.unwire-no-pte"),
            std::string::npos);
  const Ran function = run("list uvm_fault_unwire_locked");
  EXPECT_EQ(function.code, 0);
  EXPECT_NE(function.out.find("breaks panic.unwire-no-entry"), std::string::npos) << function.out;
  EXPECT_NE(function.out.find("\nsteps in uvm_fault_unwire_locked, "), std::string::npos);
  EXPECT_EQ(run("list amap_add").code, 0);  // it prints nothing, and has steps
  EXPECT_NE(run("list vmmapbsy").out.find("breaks stuck"), std::string::npos);
  EXPECT_NE(run("list messages EAGAIN").out.find("breaks netbsd.I6"), std::string::npos);
  EXPECT_EQ(run("list BUSY").out.rfind("BUSY\n", 0), 0u);  // a word of the glossary
  EXPECT_EQ(run("list wire_coun").code, 64);               // a part of a word is none
  EXPECT_NE(run("list uvm_fault_unwire_lockd").out.find("did you mean 'uvm_fault_unwire_locked'"),
            std::string::npos);
}

TEST(Messages, AreTakenForTheirLaws) {
  const std::string check = "check netbsd-1.6 --fixed --with netbsd-unwire-missing-pte-panic "
                            "--size tiny --ops mmap,mlock,munlock,truncate,write --invariant ";
  const Ran ran = run(check + "'unwiring non-wired memory'");
  EXPECT_EQ(ran.code, 1) << ran.out;
  EXPECT_NE(ran.out.find("VIOLATED panic.unwire-no-pte: "), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("only panic.unwire-no-pte\nmessage     uvm_fault_unwire...: unwiring"),
            std::string::npos) << ran.out;
  const json report = json::parse(run(check + "'unwiring non-wired memory' --format json").out);
  EXPECT_EQ(report["invariants"], json({"panic.unwire-no-pte"}));
  EXPECT_EQ(report["messages"].at(0)["law"], "panic.unwire-no-pte");
  // A function stands for the laws of all its messages.
  const json both = json::parse(run(check + "uvm_fault_unwire_locked --format json").out);
  EXPECT_GT(both["invariants"].size(), 2u);
}

TEST(Messages, WhatNoLawIsAboutIsAnsweredInOneLine) {
  // One word of a message is more likely a misspelt law.
  for (const char* name : {"'killed: out of swap'", "amap_add", "uvm_fault_unwire_lockd", "I99",
                           "EAGAIN"}) {
    const Ran ran = run(std::string("check netbsd-1.6 --invariant ") + name);
    EXPECT_EQ(ran.code, 64) << ran.out;
    EXPECT_EQ(ran.out.find('\n'), ran.out.size() - 1) << ran.out;
  }
  const std::string out = run("check netbsd-1.6 --invariant 'killed: out of swap'").out;
  EXPECT_NE(out.find("no law is about it: UVM: pid"), std::string::npos) << out;
  EXPECT_NE(out.find("`./vmwire check "), std::string::npos) << out;
}

}  // namespace
}  // namespace vmwire::cli
