// What every indicator says of a span, by the recount: each formula once more, by its words.
#pragma once

#include <array>
#include <map>
#include <string_view>
#include <vector>

#include "sim/reconcile/recount.h"

namespace relevo::sim {

/// What was added up about one subject: plain numbers, microseconds where they are lengths.
struct Plain {
  std::int64_t offered = 0;
  std::int64_t answered = 0;
  std::int64_t answered_in_target = 0;
  std::int64_t answer_wait = 0;
  std::int64_t abandoned = 0;
  std::int64_t abandoned_short = 0;
  std::int64_t abandoned_in_target = 0;
  std::int64_t abandon_wait = 0;
  std::int64_t lost = 0;
  std::int64_t late = 0;  // Not over, and beyond the target.
  std::int64_t waiting = 0;
  std::int64_t longest_wait = 0;
  std::int64_t handled = 0;
  std::int64_t talk = 0;
  std::int64_t hold = 0;
  std::int64_t wrap_up = 0;
  std::int64_t holds = 0;
  std::int64_t handed_over = 0;
  std::int64_t missed = 0;
  std::int64_t connects = 0;
  std::int64_t connect_delay = 0;
  std::int64_t outcomes = 0;
  std::int64_t not_reached = 0;
  std::int64_t sales = 0;
  std::int64_t promises = 0;
  std::array<std::int64_t, agent_states> in_state{};
  std::vector<std::int64_t> waits;  // Of each answered visit,
  std::vector<std::int64_t> takes;  // and of each share.
  Position first = 0;               // The first record that counts.

  std::int64_t in(AgentState state) const { return in_state[static_cast<std::size_t>(state)]; }
};

/// By subject; nothing about those of whom there is nothing.
using Plains = std::map<Subject, Plain>;

/// Of the span, at that moment of log time, which is that of the recount.
Plains added_up(const Recount& recount, Span span, Time now);

/// A formula of these, or a rank of one of its lists.
struct Formula {
  std::string_view name;
  std::int64_t (*part)(const Plain&) = nullptr;
  std::int64_t (*whole)(const Plain&) = nullptr;  // None: of a count.
  std::vector<std::int64_t> Plain::* ranked = nullptr;
  std::int64_t percent = 0;
};

/// Nullptr when the recount has none of that name.
const Formula* formula_named(std::string_view name);

}  // namespace relevo::sim
