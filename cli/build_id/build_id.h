// What: which vmwire this is: the release, and the revision that it was built from.
// Build_id.cc is generated, so that a new revision compiles one small file anew.
#pragma once

namespace vmwire {

// "0.1.0".
const char* version();

// What `git describe --always --dirty` says, or "unknown" outside a git checkout.
const char* build_id();

}  // namespace vmwire
