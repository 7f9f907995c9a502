"""Stand-ins for three repositories that Bazel's own tool packages would otherwise download.

Debian 12's bazel-bootstrap is Bazel 4.2.3 and reports an empty version. Its packaged rules_cc is too
new for it. A newer Bazel bundles or fetches the real ones, so there the stubs stay out of the way.
"""

def bazel_stubs():
    if native.bazel_version and not native.bazel_version.startswith("4."):
        return
    for name in ["rules_cc", "rules_java", "remote_coverage_tools"]:
        native.local_repository(
            name = name,
            path = "third_party/bazel_stubs/" + name,
        )
