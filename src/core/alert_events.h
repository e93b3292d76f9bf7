// What happens to a deviation: an alert is opened, told, climbs, is taken care of, and ends.
//
// As events.h, which has the rest; kept for ever. An alert is at a level of the ladder: 0 is the
// agent whom it is about, 1 the first of Ladder::levels. Who is told at a level follows from the
// operation (core/ladder.h); each of them is told once, by the event that brings it there.
#pragma once

#include <concepts>

#include "base/id.h"
#include "base/time.h"
#include "core/subject.h"
#include "core/types.h"

namespace relevo {

/// A rule's conditions have held for a subject for long enough. One alert for each rule and
/// subject: until it ends, the same cause opens no other.
struct AlertOpened {
  AlertId alert;
  RuleId rule;
  Subject subject;
  AlertSeverity severity;
  std::uint32_t level;
  bool nudged;         // The agent whom it is about is told of it.
  std::int64_t part;   // The figure of the rule's first condition then: part / whole,
  std::int64_t whole;  // as Value of view/indicator.
  Time climbs_at;      // Zero: there is nowhere to climb.
};

/// Nobody took care of it in time, or not with success: the next level that has anybody is told.
struct AlertClimbed {
  AlertId alert;
  std::uint32_t from;
  std::uint32_t level;
  UserId owner;  // Who had acknowledged it, and does no longer have it; or none.
  Time climbs_at;
};

/// Somebody takes care of it: no end. It climbs on when it is not over then.
struct AlertAcknowledged {
  AlertId alert;
  UserId by;
  Time climbs_at;
};

/// Its owner does not take care of it any more; it stays at its level.
struct AlertHandedBack {
  AlertId alert;
  UserId by;
  Time climbs_at;
};

/// It is left in peace for a while, and does not climb.
struct AlertSnoozed {
  AlertId alert;
  UserId by;
  Time until;
};

/// The while is over.
struct AlertWoke {
  AlertId alert;
  Time climbs_at;
};

/// The conditions hold no longer. It does not climb, and is over when that lasts.
struct AlertCalmed {
  AlertId alert;
  Time settles_at;
};

/// Outside again before that: the same alert, at its level and with its owner.
struct AlertReturned {
  AlertId alert;
  std::uint32_t count;  // How often it was outside, with this time.
  std::int64_t part;
  std::int64_t whole;
  Time climbs_at;
};

struct AlertEnded {
  AlertId alert;
  AlertEnd end;
  UserId by;        // Who resolved it.
  AlertId covered;  // By which alert, when that is the end.
  Duration lasted;
};

/// What somebody who was told thinks of it; the last word of each counts.
struct AlertMarked {
  AlertId alert;
  UserId by;
  bool useful;
};

/// One of the above.
template <class E>
concept IsOfAlert = requires(E& event) {
  { event.alert } -> std::same_as<AlertId&>;
};

template <class V>
void fields(V& visit, AlertOpened& e) {
  visit(1, "alert", e.alert);
  visit(2, "rule", e.rule);
  visit(3, "subject", e.subject);
  visit(4, "severity", e.severity);
  visit(5, "level", e.level);
  visit(6, "nudged", e.nudged);
  visit(7, "part", e.part);
  visit(8, "whole", e.whole);
  visit(9, "climbs_at", e.climbs_at);
}
template <class V>
void fields(V& visit, AlertClimbed& e) {
  visit(1, "alert", e.alert);
  visit(2, "from", e.from);
  visit(3, "level", e.level);
  visit(4, "owner", e.owner);
  visit(5, "climbs_at", e.climbs_at);
}
template <class V>
void fields(V& visit, AlertAcknowledged& e) {
  visit(1, "alert", e.alert);
  visit(2, "by", e.by);
  visit(3, "climbs_at", e.climbs_at);
}
template <class V>
void fields(V& visit, AlertHandedBack& e) {
  visit(1, "alert", e.alert);
  visit(2, "by", e.by);
  visit(3, "climbs_at", e.climbs_at);
}
template <class V>
void fields(V& visit, AlertSnoozed& e) {
  visit(1, "alert", e.alert);
  visit(2, "by", e.by);
  visit(3, "until", e.until);
}
template <class V>
void fields(V& visit, AlertWoke& e) {
  visit(1, "alert", e.alert);
  visit(2, "climbs_at", e.climbs_at);
}
template <class V>
void fields(V& visit, AlertCalmed& e) {
  visit(1, "alert", e.alert);
  visit(2, "settles_at", e.settles_at);
}
template <class V>
void fields(V& visit, AlertReturned& e) {
  visit(1, "alert", e.alert);
  visit(2, "count", e.count);
  visit(3, "part", e.part);
  visit(4, "whole", e.whole);
  visit(5, "climbs_at", e.climbs_at);
}
template <class V>
void fields(V& visit, AlertEnded& e) {
  visit(1, "alert", e.alert);
  visit(2, "end", e.end);
  visit(3, "by", e.by);
  visit(4, "covered", e.covered);
  visit(5, "lasted", e.lasted);
}
template <class V>
void fields(V& visit, AlertMarked& e) {
  visit(1, "alert", e.alert);
  visit(2, "by", e.by);
  visit(3, "useful", e.useful);
}

}  // namespace relevo
