// What: the program from outside: exit codes, one-line complaints, files, and closed doors.
// Everything runs in the smallest size.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <regex>
#include <string>

namespace vmwire::cli {
namespace {

using nlohmann::json;

struct Ran {
  int code = -1;
  std::string out;  ///< both streams, unless the command says otherwise
};

Ran shell(const std::string& command) {
  Ran ran;
  std::FILE* pipe = popen(command.c_str(), "r");
  char block[4096];
  for (std::size_t n; (n = std::fread(block, 1, sizeof block, pipe)) > 0;) ran.out.append(block, n);
  const int status = pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

/// As wide as a terminal may be.
Ran run(const std::string& arguments) {
  return shell("COLUMNS=118 cli/vmwire " + arguments + " 2>&1");
}

std::string temporary(const std::string& name) { return testing::TempDir() + "/" + name; }

/// Breaks at once, and so does every damaged copy of it.
const std::string kBroken =
    "check netbsd-1.4 --fixed --with netbsd-vsunlock-clears-mlock --invariant I7 --size tiny";
/// Holds at once.
const std::string kHolds = "check netbsd-1.6 --size tiny --ops mmap,munmap --invariant I24";

TEST(Program, EndsWithTheVerdict) {
  EXPECT_EQ(run(kBroken).code, 1);
  const Ran holds = run(kHolds);
  EXPECT_EQ(holds.code, 0) << holds.out;
  EXPECT_NE(holds.out.find("HOLDS within the restriction below; exhaustive"), std::string::npos);
  EXPECT_NE(holds.out.find("\nrepeat: cli/vmwire check netbsd-1.6 "), std::string::npos);
  EXPECT_EQ(run("check netbsd-1.4 --size tiny --max-depth 1").code, 2);
  EXPECT_EQ(run("check netbsd-1.4 --size tiny --goal page[0].busy").code, 1);
  EXPECT_EQ(run("check netbsd-1.4 --size tiny --ops mmap --goal page[0].busy").code, 0);
}

// A patch that averts one panic may run into another.
TEST(Program, TellsWhatElseAPatchBreaks) {
  const std::string file = temporary("patched.json");
  const Ran found = run("check netbsd-1.4 --invariant panic.unwire-no-pte --steps 'P0 mmap anon "
                        "private rw [0,2) ;; P0 physio [0,2); P0.t1 munmap [0,2)' --trace " +
                        file);
  ASSERT_EQ(found.code, 1) << found.out;
  const Ran patched = run("replay " + file + " --set unwire_map_lock=read");
  EXPECT_EQ(patched.code, 1) << patched.out;
  EXPECT_NE(patched.out.find("; but netbsd.I33, panic.unwire-no-entry break there"),
            std::string::npos)
      << patched.out;
}

// Every historical bug breaks its law at the depth of its trace, and does not with its rule off.
TEST(Program, ClimbsEveryRungOfTheLadder) {
  const Ran ran = run("ladder");
  EXPECT_EQ(ran.code, 0) << ran.out;
}

// A law that holds because nothing that could break it has happened, or can.
TEST(Program, SaysWhatWasNeverPutToTheTest) {
  const Ran no_fork = run("check netbsd-1.6 --proposed --size tiny --invariant I35");
  EXPECT_EQ(no_fork.code, 0) << no_fork.out;
  EXPECT_NE(no_fork.out.find("exhaustive; NEVER PUT TO THE TEST, see below\n"), std::string::npos)
      << no_fork.out;
  EXPECT_NE(no_fork.out.find("netbsd.I35: fork did not happen (--size small has it)\n"),
            std::string::npos)
      << no_fork.out;
  const Ran left_out = run("check netbsd-1.6 --size tiny --ops mmap,munmap --invariant I27");
  EXPECT_NE(left_out.out.find("mlock did not happen (--ops leaves it out)\n"), std::string::npos)
      << left_out.out;
  const Ran cannot = run("check netbsd-1.6 --size tiny --ops mmap,munmap --invariant I24");
  EXPECT_NE(cannot.out.find("exhaustive; not reachable at these rules, see below\n"),
            std::string::npos)
      << cannot.out;
  const Ran tested = run("check netbsd-1.6 --size tiny --ops mmap,munmap --invariant I31");
  EXPECT_EQ(tested.out.find("untested"), std::string::npos) << tested.out;
  const Ran json = shell("cli/vmwire check netbsd-1.6 --proposed --size tiny "
                         "--format json 2>&1");
  const auto laws = json::parse(json.out)["never_put_to_the_test"];
  const auto missing_fork = [](const auto& law) { return law["invariant"] == "netbsd.I35"; };
  EXPECT_TRUE(std::any_of(laws.begin(), laws.end(), missing_fork)) << json.out;
}

TEST(Program, AnswersMistakesInOneLine) {
  const char* const rows[] = {
      "chek", "check", "check netbsd-9", "check netbsd-1.4 --fixd", "check netbsd-1.4 --with x",
      "check netbsd-1.4 extra", "check netbsd-1.4 --format xml", "check netbsd-1.4 --max-depth x",
      "list", "list things", "list rules --format dot", "ladder netbsd-9", "replay", "show",
      "--verson", "replay x --with y", "check netbsd-1.4 --with",
      "check netbsd-1.4 --set wire_lock", "check netbsd-1.4 --workers 17",
      "check netbsd-1.4 --reduce symetry", "check netbsd-1.4 --reduce all --invariant stuck",
      "check netbsd-1.4 --store compact", "check netbsd-1.4 --grow --search random",
      "check netbsd-1.4 --grow --max-depth 3", "check netbsd-1.4 --max-sizes 2",
      "check netbsd-1.4 --fixed=false", "check netbsd-1.4 --size tiny --size small",
      "check --help=2",
      "check netbsd-1.4 --ops mmap,,munmap", "check netbsd-1.4 --ops ,", "--fixed check netbsd-1.4",
      "check netbsd-1.4 -- --fixed", "check netbsd-1.4 -x",
  };
  for (const char* row : rows) {
    const Ran ran = run(row);
    EXPECT_EQ(ran.code, 64) << row << ran.out;
    EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1) << row << "\n" << ran.out;
  }
  EXPECT_EQ(run("").code, 64);
  const Ran steered = run("check netbsd-1.4 --set \"$(printf 'a\\nb\\033[31m=c')\"");
  EXPECT_EQ(steered.out.find('\033'), std::string::npos) << steered.out;
  EXPECT_EQ(std::count(steered.out.begin(), steered.out.end(), '\n'), 1) << steered.out;
  EXPECT_NE(run("chek").out.find("did you mean 'check'?"), std::string::npos);
  EXPECT_NE(run("check netbsd-1.4 --fixd").out.find("did you mean '--fixed'"), std::string::npos);
}

TEST(Program, SaysThemInItsOwnWords) {
  const struct {
    const char *line, *said;
  } rows[] = {
      {"check", "KERNEL is missing: `vmwire check KERNEL`; see `vmwire check --help`"},
      {"check netbsd-1.4 --with", "--with needs a value after it"},
      {"check netbsd-1.4 --size tiny --size small", "--size stands there more than once: drop one"},
      {"check netbsd-1.4 --fixed=false", "--fixed takes no value, and has 'false'"},
      {"--fixed check netbsd-1.4",
       "--fixed stands before the command: write `vmwire check ... --fixed`"},
      {"check netbsd-1.4 -- --fixed",
       "unexpected argument '--fixed' after --; see `vmwire check --help`"},
      {"check netbsd-1.4 --ops mmap,,munmap", "--ops has an empty name: expected OP,OP,..."},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(run(row.line).out, "vmwire: " + std::string(row.said) + "\n");
  }
}

/// Each option that takes a value, by its help.
TEST(Program, AnEmptyValueIsNoValue) {
  const std::string help = run("check --help").out;
  const std::regex option("\n  (--[a-z-]+) [A-Z]");
  std::size_t count = 0;
  for (std::sregex_iterator at(help.begin(), help.end(), option), end; at != end; ++at, ++count) {
    const std::string name = (*at)[1];
    const std::string said = "vmwire: " + name + " is empty: leave it out, or give it a value\n";
    EXPECT_EQ(run("check netbsd-1.4 " + name + " ''").out, said);
    EXPECT_EQ(run("check netbsd-1.4 " + name + "=").out, said);
    EXPECT_EQ(run("check " + name + "= netbsd-1.4").out, said);
  }
  EXPECT_GE(count, 25u) << help;
  EXPECT_EQ(run("check ''").out, "vmwire: KERNEL is empty: give it a value\n");
  EXPECT_EQ(run("ladder ''").code, 64);
  EXPECT_EQ(run("replay t.json --with ''").code, 64);
}

TEST(Program, HelpsWithExamples) {
  for (const char* command : {"", "check ", "list ", "show ", "replay ", "ladder "}) {
    const Ran ran = run(command + std::string("--help"));
    EXPECT_EQ(ran.code, 0);
    EXPECT_NE(ran.out.find("vmwire"), std::string::npos) << command;
    EXPECT_NE(ran.out.find("Example"), std::string::npos) << command;
  }
  EXPECT_EQ(run("--version").out.rfind("vmwire ", 0), 0u);
}

TEST(Program, ListsEverythingAsTextAndAsJson) {
  for (const char* what : {"kernels", "rules", "ops", "invariants", "sizes", "machines",
                           "engine", "fields", "messages", "words", "sources"}) {
    EXPECT_EQ(run(std::string("list ") + what).code, 0) << what;
    const json list = json::parse(run(std::string("list --format json ") + what).out);
    EXPECT_FALSE(list.empty()) << what;
    for (const json& row : list.is_array() ? list : list["sizes"]) {
      EXPECT_TRUE(row.contains("sentence") || row.contains("alias")) << row;
      const std::string name = what;
      const bool ours = name == "sizes" || name == "engine" || name == "fields" ||
                        name == "words" || name == "sources";
      EXPECT_TRUE(row.contains("citation") || ours) << row;
    }
  }
  const std::string dot = run("list machines --format dot").out;
  EXPECT_EQ(dot.rfind("digraph ", 0), 0u);
}

TEST(Program, ListsWhatAGoalCanNameAndWhatItMeans) {
  const std::string fields = run("list fields netbsd-1.6").out;
  for (const char* part :
       {"page[0..1]\n", "    wire_count       wirings; ", "  0 to 7\n", " (ghost)\n",
        "    physio         direction: 0 device reads | 1 device writes\n",
        "other things: `vmwire list kernels netbsd`"}) {
    EXPECT_NE(fields.find(part), std::string::npos) << part;
  }
  EXPECT_NE(run("list ops netbsd").out.find("direction: 0 device reads | 1 device writes\n"),
            std::string::npos);
}

TEST(Program, ExplainsAWordAndASource) {
  EXPECT_EQ(run("list words busy").out.rfind("BUSY\n    ", 0), 0u);
  EXPECT_NE(run("list words 'case 2b'").out.find("case 1A"), std::string::npos);
  EXPECT_EQ(run("list sources F15").out, run("list sources [f15]").out);
  EXPECT_EQ(run("list sources F15").out.rfind("[F15]  NetBSD, sys/uvm/uvm_fault.c", 0), 0u);
  for (const char* wrong : {"list words pagedemon", "list sources F1", "list engine x"}) {
    const Ran ran = run(wrong);
    EXPECT_EQ(ran.code, 64) << wrong;
    EXPECT_EQ(ran.out.find('\n'), ran.out.size() - 1) << ran.out;
  }
  EXPECT_NE(run("list words pagedemon").out.find("did you mean 'pagedaemon'?"), std::string::npos);
}

TEST(Program, WritesShowsAndReplaysATrace) {
  const std::string file = temporary("t.json");
  const Ran found = run(kBroken + " --trace " + file);
  ASSERT_EQ(found.code, 1);
  const Ran shown = run("show " + file);
  EXPECT_EQ(shown.code, 0);
  // `show` tells what `check` told; the figures of the search are not in the trace.
  const auto table = [](const std::string& text) {
    const auto from = text.find("\n #"), to = text.find("\nrepeat: ");
    return text.substr(from, to - from);
  };
  EXPECT_EQ(table(shown.out), table(found.out));
  EXPECT_EQ(run("replay " + file).code, 0);
  const Ran departed = run("replay " + file + " --proposed");
  EXPECT_EQ(departed.code, 1);
  EXPECT_NE(departed.out.find("at step "), std::string::npos) << departed.out;
  EXPECT_EQ(run("replay " + file + " --with netbsd-unwire-missing-pte-panic").code, 0);
  EXPECT_EQ(json::parse(run("show --format json " + file).out),
            json::parse(std::ifstream(file)));
}

TEST(Program, TriesAPatchOnATrace) {
  const std::string file = temporary("patch.json");
  ASSERT_EQ(run(kBroken + " --set wire_lock=busy --trace " + file).code, 1);
  EXPECT_NE(run("show " + file).out.find("; set: wire_lock=busy\n"), std::string::npos);
  const std::string replay = "replay " + file + " --set unwire_pte_bit=if_entry_unwired";
  const Ran gone = run(replay);
  EXPECT_EQ(gone.code, 1) << gone.out;
  EXPECT_NE(gone.out.find(", and --set unwire_pte_bit=if_entry_unwired\n"), std::string::npos)
      << gone.out;
  const json report = json::parse(run(replay + " --format json").out);
  EXPECT_EQ(report["reached"], false);
  EXPECT_EQ(report["message"], nullptr);
  EXPECT_NE(report["gone"], nullptr);
  EXPECT_EQ(report["selection"]["set"][0]["value"], "if_entry_unwired");
  EXPECT_EQ(report["departure"]["fields"][0].size(), 3u) << report;
  const json same = json::parse(run("replay --format json " + file).out);
  EXPECT_EQ(same["reached"], true);
  EXPECT_EQ(same["departure"], nullptr);
  EXPECT_EQ(same["steps"], json::parse(std::ifstream(file))["violation"]["depth"]);
  EXPECT_EQ(run("replay " + file + " --set colour=red").code, 64);
}

TEST(Program, DoesNotRepeatWhatAForgedTraceSays) {
  const std::string file = temporary("forged.json");
  ASSERT_EQ(run(kBroken + " --trace " + file).code, 1);
  json trace = json::parse(std::ifstream(file));
  trace["steps"][0]["operation"] = "reboot";
  trace["repeat"] = "sudo reboot";
  std::ofstream(file) << trace;
  for (const char* command : {"show ", "replay "}) {
    const Ran ran = run(command + file);
    EXPECT_EQ(ran.code, 0) << ran.out;
    EXPECT_NE(ran.out.find("/steps/0/operation: the file says 'reboot', and it is 'mmap "),
              std::string::npos) << ran.out;
    EXPECT_EQ(ran.out.find("\nrepeat: sudo"), std::string::npos) << ran.out;
  }
}

TEST(Program, WritesNothingWhenAllHolds) {
  const std::string file = temporary("none.json");
  EXPECT_EQ(run(kHolds + " --trace " + file).code, 0);
  EXPECT_FALSE(std::ifstream(file).is_open());
}

TEST(Program, NumbersTheTracesOfAllViolations) {
  const std::string file = temporary("all.json");
  const Ran ran = run("check netbsd-1.4 --size tiny --all-violations --max-depth 5 --format json "
                      "--trace " + file);
  ASSERT_EQ(ran.code, 1) << ran.out;
  const json report = json::parse(ran.out);
  ASSERT_FALSE(report["violations"].empty());
  EXPECT_FALSE(std::ifstream(file).is_open());
  for (std::size_t i = 0; i < report["violations"].size(); ++i) {
    const std::string numbered = temporary("all-" + std::to_string(i + 1) + ".json");
    EXPECT_EQ(report["violations"][i]["trace_file"], numbered);
    EXPECT_EQ(report["violations"][i]["trace"], json::parse(std::ifstream(numbered)));
    EXPECT_EQ(run("replay " + numbered).code, 0) << numbered;
  }
}

TEST(Program, RefusesABrokenTrace) {
  const std::string file = temporary("broken.json");
  std::ofstream(file) << "{\"format\": \"vmwire-trace\", \"version\": 2}";
  for (const char* command : {"show ", "replay "}) {
    EXPECT_EQ(run(command + file).code, 65);
    EXPECT_NE(run(command + file).out.find("format version 2"), std::string::npos);
    EXPECT_EQ(run(command + temporary("missing.json")).code, 65);
  }
}

TEST(Program, LosesNoOutputInSilence) {
  EXPECT_EQ(run(kHolds + " > /dev/full").code, 69);
  EXPECT_EQ(run(kBroken + " --trace /nonexistent/t.json > /dev/null").code, 69);
}

TEST(Program, TakesAClosedPipeQuietly) {
  const Ran ran = shell("bash -c 'cli/vmwire list kernels 2>&1 | head -c 10; "
                        "exit ${PIPESTATUS[0]}'");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out.size(), 10u);
}

TEST(Program, SaysTheSameTwiceButForTheTime) {
  const auto without_time = [](const std::string& text) {
    json report = json::parse(text);
    for (const char* member : {"seconds", "states_per_second", "peak_rss_bytes",
                               "bytes_per_state"}) {
      report.erase(member);
    }
    return report;
  };
  const std::string command = "check netbsd-1.4 --size tiny --max-depth 6 --all-violations "
                              "--format json";
  EXPECT_EQ(without_time(run(command).out), without_time(run(command).out));
}

/// As it is printed, but for times and what goes with them.
std::string without_figures(const std::string& text) {
  static const std::regex time(R"( *[0-9.]+ (s|min [0-9]+ s)\b| *[0-9.]+ [KMG]iB)");
  return std::regex_replace(text, time, "");
}

TEST(Program, GrowsAndTellsEachSize) {
  const std::string command = "check netbsd-1.6 --grow --max-sizes 3 --ops mmap,munmap,mlock "
                              "--invariant I24";
  const Ran grown = run(command);
  EXPECT_EQ(grown.code, 0) << grown.out;
  EXPECT_EQ(grown.out.rfind("growing from --size tiny\n", 0), 0u);
  EXPECT_NE(grown.out.find("  holds            --pages 3\n"), std::string::npos) << grown.out;
  EXPECT_NE(grown.out.find("\nHOLDS in each of 3 sizes, within the restriction below; "
                           "exhaustive\n"), std::string::npos) << grown.out;
  EXPECT_NE(grown.out.find("\nrepeat: cli/vmwire check netbsd-1.6 --invariant netbsd.I24 "
                           "--ops mmap,munmap,mlock --grow --size tiny --max-sizes 3\n"),
            std::string::npos) << grown.out;
  EXPECT_EQ(without_figures(run(command).out), without_figures(grown.out));
  const json report = json::parse(run(command + " --format json").out);
  EXPECT_EQ(report["verdict"], "holds");
  ASSERT_EQ(report["runs"].size(), 3u);
  EXPECT_EQ(report["runs"][2]["exhaustive"], true);
  EXPECT_EQ(report["exhausted"], json({"--size tiny --pages 3 --swap 2"}));
}

TEST(Program, TakesAScenarioFromAFileToATrace) {
  const std::string steps = temporary("report.steps"), file = temporary("scenario.json");
  std::ofstream(steps) << "# a newcomer's words\nP0 mmap anon [0,1)\nP0 mlock\n;;\n"
                          "P0.t1 physio reads | P0 read 0\n";
  const std::string command = "check netbsd-1.4 --fixed --with netbsd-vsunlock-clears-mlock "
                              "--invariant I7 --steps-file " + steps;
  const Ran ran = run(command + " --trace " + file);
  EXPECT_EQ(ran.code, 1) << ran.out;
  EXPECT_NE(ran.out.find("\nsteps       1 P0.t0 mmap anon [0,1) (any of 3); 2 P0.t0 mlock [0,1) ;; "
                         "3 P0.t1 physio device reads [0,1) | 4 P0.t0"),
            std::string::npos) << ran.out;
  const std::string text = "P0.t0 mmap anon [0,1); P0.t0 mlock [0,1) ;; "
                           "P0.t1 physio device reads [0,1) | P0.t0 read 0";
  EXPECT_NE(ran.out.find("--steps '" + text + "' --size tiny\n"), std::string::npos) << ran.out;
  EXPECT_NE(run("show " + file).out.find("\nsteps:  " + text + "\n"), std::string::npos);
  EXPECT_EQ(run("replay " + file).code, 0);
  EXPECT_EQ(run("replay " + file + " --fixed").code, 1);
  const json report = json::parse(run(command + " --format json").out);
  EXPECT_EQ(report["scenario"]["text"], text);
  EXPECT_EQ(report["violations"][0]["trace"]["scenario"], text);
  EXPECT_EQ(run("check netbsd-1.4 --steps 'P0 mlok'").code, 64);
}

TEST(Program, GrowsAScenario) {
  const std::string command = "check netbsd-1.6 --proposed --grow --max-sizes 9 "
                              "--steps 'P0 mmap anon [0,1); P1 mmap anon [0,1); P1 mlock'";
  const Ran grown = run(command);
  EXPECT_EQ(grown.code, 0) << grown.out;
  EXPECT_NE(grown.out.find("\nHOLDS in each of 9 sizes, within the restriction below; "
                           "exhaustive\n"), std::string::npos) << grown.out;
  EXPECT_NE(grown.out.find(" --threads 2,1"), std::string::npos) << grown.out;
  EXPECT_EQ(grown.out.find("never begun"), std::string::npos) << grown.out;
  const json report = json::parse(run(command + " --format json").out);
  ASSERT_EQ(report["scenario"]["steps"].size(), 3u);
  for (const json& step : report["scenario"]["steps"]) EXPECT_EQ(step["begun"], true) << step;
}

TEST(Program, GrowsUntilSomethingBreaks) {
  const std::string file = temporary("grown.json");
  const Ran ran = run("check netbsd-1.4 --fixed --with netbsd-vsunlock-clears-mlock "
                      "--invariant I7 --grow --reduce all --trace " + file);
  EXPECT_EQ(ran.code, 1) << ran.out;
  EXPECT_NE(ran.out.find("VIOLATED netbsd.I7: "), std::string::npos);
  EXPECT_NE(ran.out.find("need not be a shortest"), std::string::npos);
  EXPECT_EQ(run("replay " + file).code, 0);
}

TEST(Program, GrowsUntilTheTimeIsUp) {
  const Ran ran = run("check netbsd-1.6 --proposed --grow --max-time 3s");
  EXPECT_EQ(ran.code, 2) << ran.out;
  EXPECT_NE(ran.out.find("a limit was reached (time)"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace vmwire::cli
