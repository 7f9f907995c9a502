/*
 * What: our model as SPIN sees it: the packed state is SPIN's state vector, and its successors
 * are ours. Source: derived: SPIN's manual on embedded C. peer.c has the C of it.
 *
 * A transition is one d_step, so that SPIN's transitions are ours. Two things are SPIN's own:
 * the state before PEER_INITIAL, and the transitions from there to the initial states. run.py
 * takes them off.
 *
 * run.py writes INITIAL_STATES and SUCCESSORS: as many options as there are initial states, and
 * as the most that any state has of successors. SPIN tries options in the order of the text.
 */
c_decl {
\#include "bench/peers/peer.c"
};
c_state "unsigned char world[PEER_STATE_SIZE]" "Global"

active proctype search() {
  if
  INITIAL_STATES  /* :: c_code { peer_initial(now.world, i); } */
  fi;
end:  /* a state without successors is none of SPIN's business */
  do
  :: d_step { c_expr { 0 < PEER_EXPAND }; c_code { PEER_TAKE(0); } }
  SUCCESSORS      /* :: d_step { c_expr { i < PEER_COUNT }; c_code { PEER_TAKE(i); } } */
  od
}
