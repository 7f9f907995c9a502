"""Labels for the libraries that the machine's package manager installs.

Their headers are on the compiler's own include path, so a label declares a dependency without fencing
it: //tests/tidy checks who includes what, and //tests:versions_test which versions are found.
"""

def system_libraries():
    for name in ["benchmark", "boost", "cli11", "fmt", "gtest", "nlohmann_json", "rapidcheck"]:
        native.new_local_repository(
            name = name,
            path = "third_party/system",
            build_file = "//third_party/system:{}.BUILD".format(name),
        )
