#!/usr/bin/env python3
# What: `./vmwire bench --peers`: SPIN and vmwire explore the same states; what does each cost?
# How to read the table: docs/performance.md. peer.pml and peer.c are SPIN's half.
# Leaves out: reductions on either side; laws and stuck threads on SPIN's side.
"""Compares vmwire's search with SPIN's, on the same next-state function and the same states.

Model options are those of `vmwire check`, on top of --proposed (all laws must hold, or our search
would end early). Without --size the size is tiny.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PEERS = os.path.join("bench", "peers")

# How SPIN's verifier is compiled for each order of search. -DNOREDUCE: no partial order reduction.
SEARCHES = {
    "bfs": ["-O3", "-DNOREDUCE", "-DBFS"],
    "dfs": ["-O3", "-DNOREDUCE", "-DSAFETY", "-DNOFAIR"],
}

# SPIN stores one state more than there are: the one before PEER_INITIAL. It counts that one's
# storing as a transition, and so it does each step from there to an initial state.
EXTRA_STATES = 1


def extra_transitions(initial_states):
    return 1 + initial_states


def fail(message):
    print(f"bench --peers: {message}", file=sys.stderr)
    sys.exit(70)


def run(command):
    """Runs a command; returns what it printed, its seconds of CPU and wall, its peak bytes."""
    begun = time.monotonic()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True)
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        fail(f"{shlex.join(command)}\nended with {child.returncode}: {out[-2000:]}")
    return out, {"cpu": usage.ru_utime + usage.ru_stime, "wall": time.monotonic() - begun,
                 "bytes": usage.ru_maxrss * 1024}


# --- the three programs ------------------------------------------------------------------------

class Bench:
    def __init__(self, arguments, model):
        self.arguments = arguments
        self.model = model  # options, one word each
        self.work = arguments.work
        os.makedirs(self.work, exist_ok=True)
        self.link = ["-I", ROOT, arguments.library,
                     f"-Wl,-rpath,{os.path.dirname(arguments.library)}"]
        self.facts = None

    def path(self, name):
        return os.path.join(self.work, name)

    def build_replay(self):
        run(["gcc", "-std=c11", "-O3", "-D_POSIX_C_SOURCE=200809L",
             os.path.join(PEERS, "replay.c"), "-o", self.path("replay"), *self.link])

    def replay(self, repeats):
        """All successors of all states once more: what the model alone costs."""
        out, used = run([self.path("replay"), self.arguments.kernel, shlex.join(self.model),
                         str(repeats)])
        self.facts = json.loads(out)
        seconds = self.facts["seconds"]
        return {**used, "cpu": statistics.median(seconds)} if seconds else used

    def write_promela(self):
        with open(os.path.join(ROOT, PEERS, "peer.pml"), encoding="utf-8") as template:
            text = template.read()
        initial = [f"  :: c_code {{ peer_initial(now.world, {i}); }}"
                   for i in range(self.facts["initial_states"])]
        option = "  :: d_step {{ c_expr {{ {0} < PEER_COUNT }}; c_code {{ PEER_TAKE({0}); }} }}"
        successors = [option.format(i) for i in range(1, self.facts["successors_max"])]
        for mark, lines in ((" INITIAL_STATES ", initial), (" SUCCESSORS ", successors)):
            begins = text.rindex("\n", 0, text.rindex(mark)) + 1
            text = text[:begins] + "\n".join(lines) + text[text.index("\n", begins):]
        with open(self.path("model.pml"), "w", encoding="utf-8") as to:
            to.write(text)

    def build_spin(self):
        self.write_promela()
        generated = subprocess.run(["spin", "-a", "model.pml"], cwd=self.work, text=True,
                                   capture_output=True, check=False)
        if generated.returncode != 0 or not os.path.exists(self.path("pan.c")):
            fail(f"spin -a: {generated.stdout}{generated.stderr}")
        quoted = json.dumps  # a C string, too
        define = {
            "PEER_KERNEL": quoted(self.arguments.kernel),
            "PEER_OPTIONS": quoted(shlex.join(self.model)),
            "PEER_STATE_SIZE": self.facts["state_bytes"],
            "PEER_SUCCESSORS_MAX": self.facts["successors_max"],
            "VECTORSZ": 512,
            "MEMLIM": self.arguments.megabytes,
        }
        for name in self.arguments.searches:
            run(["gcc", "-w", *SEARCHES[name], *(f"-D{k}={v}" for k, v in define.items()),
                 self.path("pan.c"), "-o", self.path("pan_" + name), *self.link])

    def spin(self, name):
        slots = max(16, self.facts["states"].bit_length())  # a chain is a state long, or less
        depth = [] if name == "bfs" else [f"-m{self.facts['states'] + 2}"]
        out, used = run([self.path("pan_" + name), f"-w{slots}", *depth])
        numbers = {}
        for line in out.splitlines():
            words = line.split()
            if line.endswith("states, stored"):
                numbers["states"] = int(words[0]) - EXTRA_STATES
            elif "transitions (=" in line:
                numbers["transitions"] = int(words[0]) - extra_transitions(
                    self.facts["initial_states"])
        self.compare("spin " + name, numbers, out)
        return used

    def ours(self, laws):
        """Without laws: deadlocks alone, which is what SPIN looks for, too."""
        out, used = run([self.arguments.program, "check", self.arguments.kernel, *self.model,
                         "--reduce", "none", "--format", "json",
                         *([] if laws else ["--invariant", "deadlock"])])
        result = json.loads(out)
        if result["verdict"] != "holds" or not result["exhaustive"]:
            fail("not all laws hold there, so that the searches do not do the same")
        self.compare("vmwire", result, out)
        return used

    def compare(self, who, numbers, out):
        for count in ("states", "transitions"):
            if numbers.get(count) != self.facts[count]:
                fail(f"{who} has {numbers.get(count)} {count}, and there are "
                     f"{self.facts[count]}:\n{out}")


# --- the table ---------------------------------------------------------------------------------

def report(bench, rounds):
    facts, count = bench.facts, len(rounds["dry run"])
    states, transitions = facts["states"], facts["transitions"]

    def median(value):
        return statistics.median(value(i) for i in range(count))

    def cpu(who, i):
        return rounds[who][i]["cpu"]

    def engine(who, i):  # ns a transition, without the successors as they were in this round
        return (cpu(who, i) - cpu("dry run", i)) / transitions * 1e9

    dry = median(lambda i: cpu("dry run", i))
    print(f"{states:,} states, {transitions:,} transitions, {facts['state_bytes']} bytes a state; "
          "equal in all searches")
    print(f"dry run, the successors alone: {dry:.2f} s, "
          f"{dry / transitions * 1e9:.0f} ns a transition\n")
    print(f"{'':9} {'CPU s':>7} {'wall s':>7} {'states/s':>9} {'trans./s':>10} "
          f"{'engine ns/tr.':>13} {'B/state':>7}  {'engine/ours':>11} {'CPU/ours':>8}")
    for who in rounds:
        if who == "dry run":
            continue
        seconds = median(lambda i: cpu(who, i))
        print(f"{who:9} {seconds:7.2f} {median(lambda i: rounds[who][i]['wall']):7.2f} "
              f"{states / seconds:9,.0f} {transitions / seconds:10,.0f} "
              f"{median(lambda i: engine(who, i)):13.0f} "
              f"{median(lambda i: rounds[who][i]['bytes']) / states:7.0f}  "
              f"{median(lambda i: engine(who, i) / engine('vmwire', i)):11.2f} "
              f"{median(lambda i: cpu(who, i) / cpu('vmwire', i)):8.2f}")
    print(f"\nMedians of {count} rounds, in turn and all on one core; rates are per second of CPU "
          "time.\nengine: without the dry run of the same round. B/state: the peak of the whole "
          "process.\n+ laws: vmwire, judging the laws of each state and stuck threads as well.")
    for name in bench.arguments.searches:
        print(f"spin {name}: gcc {' '.join(SEARCHES[name])}")
    print(f"repeat: ./vmwire bench --peers --rounds {count} --kernel "
          f"{bench.arguments.kernel} {shlex.join(bench.model[1:])}")


def newest_kernel(program):
    """Of the family that is listed first."""
    out, _ = run([program, "list", "kernels", "--format", "json"])
    kernels = json.loads(out)
    return [k["name"] for k in kernels if k["family"] == kernels[0]["family"]][-1]


def main():
    parser = argparse.ArgumentParser(prog="vmwire bench --peers", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", help="default: the newest of the first family")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--searches", type=lambda text: text.split(","), default=["bfs", "dfs"],
                        help="SPIN's: bfs, dfs, or both")
    parser.add_argument("--megabytes", type=int, default=16000, help="SPIN's limit on memory")
    for name in ("library", "program", "work"):
        parser.add_argument("--" + name, required=True, help=argparse.SUPPRESS)
    arguments, model = parser.parse_known_args()
    if arguments.rounds < 1 or not set(arguments.searches) <= set(SEARCHES):
        parser.error("--rounds is at least 1, and --searches are bfs, dfs")
    if not any(word.split("=")[0] == "--size" for word in model):
        model = ["--size", "tiny", *model]
    if arguments.kernel is None:
        arguments.kernel = newest_kernel(arguments.program)
    bench = Bench(arguments, ["--proposed", *model])

    # One core for all: a search with several workers is another comparison.
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    bench.build_replay()
    bench.replay(0)
    bench.build_spin()
    contestants = {f"spin {name}": (lambda name=name: bench.spin(name))
                   for name in arguments.searches}
    contestants["dry run"] = lambda: bench.replay(3)
    contestants["vmwire"] = lambda: bench.ours(laws=False)
    contestants["+ laws"] = lambda: bench.ours(laws=True)
    rounds = {who: [] for who in contestants}
    for number in range(arguments.rounds):
        # To and fro: what makes the machine slower for a while does not always hit the same one.
        order = list(contestants)
        for who in order if number % 2 == 0 else reversed(order):
            rounds[who].append(contestants[who]())
    report(bench, rounds)


if __name__ == "__main__":
    main()
