#!/usr/bin/env python3
"""A breadth-first search of a model from Python, through libvmwire.so.

    abi/example.py $(./vmwire library) netbsd-1.6 --proposed --size tiny --ops mmap,mlock,munlock

Prints what `vmwire check` calls states, transitions and depth: of --reduce none, or of symmetry
with `--canonicalize` in front. And the first state that breaks a law, if there is one.
"""

import argparse
import ctypes
import shlex
import sys

EMIT = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_ubyte))


def load(path):
    library = ctypes.CDLL(path)
    library.vmwire_broken.restype = ctypes.c_char_p
    return library


def open_model(library, kernel, options):
    model, error = ctypes.c_void_p(), ctypes.create_string_buffer(200)
    code = library.vmwire_open(kernel.encode(), options.encode(), ctypes.byref(model), error, 200)
    if code != 0:
        print(error.value.decode(), file=sys.stderr)
        sys.exit(code)
    return model


def search(library, model, canonicalize):
    """Level by level; returns (states, transitions, depth, first broken law or None)."""
    size = library.vmwire_state_size(model)
    buffer = ctypes.create_string_buffer(size)
    seen, frontier = set(), []
    transitions = depth = 0
    broken = None

    def meet(state):
        nonlocal broken
        if canonicalize:
            buffer.raw = state
            library.vmwire_canonicalize(model, buffer)
            state = buffer.raw
        if state in seen:
            return
        seen.add(state)
        frontier.append(state)
        broken = broken or library.vmwire_broken(model, state)

    # The bytes are the model's own and are gone when `emit` returns: string_at copies them.
    emit = EMIT(lambda context, group, successor: meet(ctypes.string_at(successor, size)))
    for index in range(library.vmwire_initial_states(model)):
        library.vmwire_initial_state(model, index, buffer)
        meet(buffer.raw)
    while frontier:
        level, frontier = frontier, []
        for state in level:
            transitions += library.vmwire_successors(model, state, emit, None)
        depth += bool(frontier)
    return len(seen), transitions, depth, broken


def main():
    parser = argparse.ArgumentParser(description="A breadth-first search through libvmwire.so.")
    parser.add_argument("--canonicalize", action="store_true",
                        help="keep one of all states that differ by names only")
    parser.add_argument("library")
    parser.add_argument("kernel")
    parser.add_argument("options", nargs=argparse.REMAINDER, help="as for `vmwire check`")
    arguments = parser.parse_args()
    library = load(arguments.library)
    model = open_model(library, arguments.kernel, shlex.join(arguments.options))
    states, transitions, depth, broken = search(library, model, arguments.canonicalize)
    print(f"{states:,} states, {transitions:,} transitions, depth {depth}")
    print(f"broken: {broken.decode()}" if broken else "all laws hold")
    library.vmwire_close(model)


if __name__ == "__main__":
    main()
