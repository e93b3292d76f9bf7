// Every promise that the simulator holds the program to: its number, its sentence, and who checks.
//
// Numbers are those of the design's list of invariants; what it lists beyond these is about things
// that do not exist yet. Each check is a small function, named after its promise.
#pragma once

#include "log/log.h"
#include "sim/disk.h"
#include "sim/ledger.h"
#include "sim/verdict.h"
#include "view/board.h"

namespace relevo {
class Core;
}

namespace relevo::sim {

class Voice;

inline constexpr Promise one_contact_an_agent{1, "an agent has at most one live contact"};
inline constexpr Promise one_agent_a_contact{
    3, "a contact is offered to at most one agent at a time, and belongs to at most one"};
inline constexpr Promise one_end{4, "a contact ends once, and only notes and its recording follow"};
inline constexpr Promise conservation{5, "arrived = waiting + with agents + closed, in each queue"};
inline constexpr Promise durable_first{6, "nothing is visible that is not durable"};
inline constexpr Promise never_lost{7, "what was once told is never lost or altered"};
inline constexpr Promise gapless{8,
                                 "positions have no gaps, time does not go back, the chain holds"};
inline constexpr Promise idempotency{9, "a command that comes twice has one effect, one answer"};
inline constexpr Promise fencing{10, "no effect carries an epoch lower than its target has seen"};
inline constexpr Promise replay_is_live{11, "a replay of the log is the live state"};
inline constexpr Promise waits_grow{12,
                                    "a wait is what the clock says, whatever happens meanwhile"};
inline constexpr Promise no_overtaking{13, "nobody is served before who is in front of them"};
inline constexpr Promise nobody_waits_for_ready{14,
                                                "nobody waits while an agent for them is ready"};
inline constexpr Promise only_ready_and_skilled{15,
                                                "only who is ready and skilled is offered work"};
inline constexpr Promise agent_clock{16,
                                     "legal changes of state alone, and they add up to the login"};
inline constexpr Promise customer_has_an_owner{
    23, "a customer's leg has a contact, and none lives on for 5 s after it"};
inline constexpr Promise heard{24, "who is connected hears the other side, within 5 s of it"};
inline constexpr Promise board_is_the_log{30, "the board is what the log recounts"};
inline constexpr Promise bounded{31, "everything stays within its limit"};
inline constexpr Promise timers{32, "a deadline is met once, not early, and not forgotten"};
inline constexpr Promise all_ends_well{34, "when faults end, everything ends"};
inline constexpr Promise one_configuration{36,
                                           "each event is made under one version of the operation"};

/// Looks at each event before it is written down: may it come now?
void check_event(const Ledger& before, const Record& record, Verdict& verdict);

// Its parts, one file each.
void check_contacts(const Ledger& before, const Record& record, Verdict& verdict);
void check_agents(const Ledger& before, const Record& record, Verdict& verdict);
void check_waits(const Ledger& before, const Record& record, Verdict& verdict);
void check_configuration(const Ledger& before, const Record& record, Verdict& verdict);
void check_timers(const Ledger& before, const Record& record, Verdict& verdict);
void check_limits(const Ledger& before, const Record& record, Verdict& verdict);
void check_order(const Ledger& before, const Record& record, Verdict& verdict);

/// Looks at the ledger behind each turn: is anything there that should not be?
void check_after_turn(const Ledger& ledger, const Core& core, Verdict& verdict);

/// The same, for what takes longer to look at.
void sweep(const Ledger& ledger, const Core& core, const Board& board, Verdict& verdict);

/// At the end of the calm.
void check_end(const Ledger& ledger, const Core& core, const Voice& voice, Verdict& verdict);

/// Legs against contacts.
void sweep_legs(const Ledger& ledger, const Voice& voice, Time now, Verdict& verdict);

}  // namespace relevo::sim
