// What: the numbers by which laws and their tests know operations are those of op/op.h.
// Source: derived: invariants/ must not include op/op.h, so the two are tied here.
#include <gtest/gtest.h>

#include "invariants/law.h"
#include "model/netbsd/op/op.h"
#include "tests/invariants/scene.h"

namespace vmwire::invariants {
namespace {

using netbsd::OpId;

constexpr bool is(unsigned number, OpId op) { return number == static_cast<unsigned>(op); }
static_assert(is(kMlock, OpId::mlock), "laws know mlock by its number only");
static_assert(is(kMlockOp, OpId::mlock) && is(kMunlockOp, OpId::munlock));
static_assert(is(kPhysioOp, OpId::physio) && is(kWriteOp, OpId::write));
static_assert(is(kForkOp, OpId::fork) && is(kExitOp, OpId::exit));

TEST(OpNumbers, FitAThread) {
  Thread thread{};
  thread.op = static_cast<unsigned>(OpId::mlock) & 15u;
  EXPECT_EQ(thread.op, kMlock);
}

}  // namespace
}  // namespace vmwire::invariants
