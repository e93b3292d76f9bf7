#include "app/explain.h"

#include <cinttypes>
#include <cstdio>
#include <map>
#include <vector>

#include "api/log_begin.h"
#include "api/rfc3339.h"
#include "app/log_of_data.h"
#include "base/enum_name.h"
#include "core/core.h"
#include "core/explain.h"
#include "engine/replayed.h"
#include "snapshot/folder.h"
#include "view/contact_event.h"

namespace relevo {

namespace {

constexpr std::size_t events_at_once = 4'096;
constexpr std::size_t codes_shown_max = 12;  // Of agents who are kept out by the same.

struct Decided {
  Position position = 0;
  Time at;
  RoutingDecided event;
};

struct Life {
  bool arrived = false;  // In what the log has.
  ContactEnd end = ContactEnd::none;
  std::vector<Decided> decisions;
};

Result<Life> life_of(const LogSource& log, ContactId contact) {
  Life life;
  for (Position position = log.dropped(); position < log.last();) {
    const auto batches = log.read(position, events_at_once);
    if (!batches) return tl::unexpected<Fault>(batches.error());
    for (const Batch& batch : *batches) {
      for_each_record(batch, [&](const Record& record) {
        if (contact_of(record.event) != contact) return;
        life.arrived = life.arrived || std::holds_alternative<ContactArrived>(record.event);
        if (const auto* decided = std::get_if<RoutingDecided>(&record.event)) {
          life.decisions.push_back({record.position, record.at, *decided});
        } else if (const auto* closed = std::get_if<ContactClosed>(&record.event)) {
          life.end = closed->end;
        }
      });
      position = batch.last();
    }
  }
  return life;
}

std::string in_seconds(Duration duration) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.3f s", static_cast<double>(duration.us) / 1e6);
  return text;
}

/// Words for one decision under the operation that was in force.
class Words {
 public:
  Words(const Operation& operation, const Explanation& told)
      : operation_(operation), told_(told), in_time_(told.strategy == Strategy::longest_idle) {}

  void print() const {
    std::printf("  %s, %s; %s\n", std::string(queue().code.view()).c_str(),
                std::string(enum_name(told_.strategy)).c_str(), tie_break().c_str());
    std::printf("  waited %s here", in_seconds(told_.waited).c_str());
    if (told_.credit.us != 0) std::printf(", with %s of credit", in_seconds(told_.credit).c_str());
    std::printf("\n");
    std::map<std::string, std::vector<std::string>> kept_out;
    for (const AgentExplained& agent : told_.agents) {
      if (agent.kept_out != KeptOut::none) {
        kept_out[reason(agent)].push_back(code(agent.agent));
        continue;
      }
      std::printf("    %-12s %-16s %s\n", code(agent.agent).c_str(), score(agent).c_str(),
                  short_of(agent).c_str());
    }
    for (const auto& [why, agents] : kept_out) {
      std::printf("    kept out, %s: %s\n", why.c_str(), list(agents).c_str());
    }
  }

 private:
  const QueueSetup& queue() const { return operation_.queues[told_.queue.value - 1]; }

  std::string code(AgentId agent) const {
    const AgentSetup* setup = entry_of(operation_.agents, agent);
    return setup == nullptr ? "nobody" : std::string(setup->code.view());
  }

  std::string score(const AgentExplained& agent) const {
    if (in_time_) return "idle " + in_seconds(agent.idle);
    return std::to_string(agent.score) + " points";
  }

  std::string tie_break() const {
    switch (told_.decided_by) {
      case DecidedBy::nobody:
        return "nobody was free";
      case DecidedBy::only_one:
        return "nobody else was free";
      case DecidedBy::score:
        return in_time_ ? "the longest idle of them" : "the most skill points";
      case DecidedBy::idle:
        return "equal in points, free for the longest time";
      case DecidedBy::id:
        return "equal in all, the first in the operation";
    }
    return {};
  }

  std::string short_of(const AgentExplained& agent) const {
    if (agent.agent == told_.chosen) return "chosen";
    if (agent.points_short > 0) {
      return "first with " + std::to_string(agent.points_short) + " points more";
    }
    return "first if idle for " + in_seconds(agent.idle_short) + " more";
  }

  std::string reason(const AgentExplained& agent) const {
    const std::string first = agent.chosen_if_free ? " (else the first)" : "";
    switch (agent.kept_out) {
      case KeptOut::state:
        return std::string(enum_name(agent.state)) + first;
      case KeptOut::rang_before:
        return "it rang there before" + first;
      case KeptOut::node_away:
        return "their phone's node was away" + first;
      case KeptOut::retired:
        return "retired";
      case KeptOut::not_skilled: {
        const Skill* skill = entry_of(operation_.skills, agent.missing);
        return "skill " + std::string(skill == nullptr ? "?" : skill->code.view()) + " at " +
               std::to_string(agent.level) + ", " + std::to_string(agent.level_wanted) + " wanted";
      }
      case KeptOut::none:
        break;
    }
    return {};
  }

  static std::string list(const std::vector<std::string>& agents) {
    std::string text;
    for (std::size_t i = 0; i < agents.size() && i < codes_shown_max; ++i) {
      text += (i == 0 ? "" : " ") + agents[i];
    }
    if (agents.size() > codes_shown_max) {
      text += " and " + std::to_string(agents.size() - codes_shown_max) + " more";
    }
    return text;
  }

  const Operation& operation_;
  const Explanation& told_;
  bool in_time_;
};

/// The state to begin with: of the newest snapshot before the first decision.
State begin_of(const Life& life, const std::string& snapshots) {
  if (life.decisions.empty()) return {};
  NoLogger quiet;  // One that is damaged costs time here and nothing else.
  auto found = snapshot::newest_good(snapshots, life.decisions.front().position - 1, quiet);
  return found ? std::move(found->state) : State{};
}

Result<void> explain(const LogSource& log, const Life& life, State begin) {
  Replayed replayed{log, std::move(begin)};
  for (const Decided& decided : life.decisions) {
    if (auto gone = replayed.go_to(decided.position - 1); !gone) return gone;
    const State& state = replayed.state();
    const Explanation told =
        explain_decision(state, decided.event.contact, decided.event.queue, decided.at);
    const AgentSetup* chosen = entry_of(state.operation->agents, decided.event.agent);
    std::printf("\nposition %" PRIu64 ", %s: offered to %s\n", decided.position,
                rfc3339(decided.at + state.wall_offset).c_str(),
                chosen == nullptr ? "nobody" : std::string(chosen->code.view()).c_str());
    if (decided.event.rules_version != rules_version) {
      std::printf("  decided by rules of version %u, explained by those of version %u%s\n",
                  decided.event.rules_version, rules_version,
                  told.chosen == decided.event.agent ? "" : ", which would choose another");
    }
    Words{*state.operation, told}.print();
  }
  return {};
}

}  // namespace

int explain_command(const ExplainCommand& command) {
  const auto log = open_log_of(command.data);
  if (!log) return fail("explain", log.error());
  const auto life = life_of(**log, {command.contact});
  if (!life) return fail("explain", life.error());
  if (!life->arrived) {
    std::string why =
        "no contact " + std::to_string(command.contact) + " arrived in the log of " + command.data;
    if ((*log)->dropped() != 0) why += ": " + where_it_begins(**log);
    return fail("explain", {Fault::Kind::input, why});
  }
  const std::string_view end = life->end == ContactEnd::none ? "open" : enum_name(life->end);
  std::printf("contact %" PRIu64 ": %.*s, %zu routing decisions\n", command.contact,
              static_cast<int>(end.size()), end.data(), life->decisions.size());
  State begin = begin_of(*life, command.data + "/snapshots");
  if (begin.position < (*log)->dropped() && !life->decisions.empty()) {
    return fail("explain", {Fault::Kind::input,
                            "contact " + std::to_string(command.contact) + ": " +
                                from_where_it_can_be_folded(**log, command.data + "/snapshots")});
  }
  const auto explained = explain(**log, *life, std::move(begin));
  return explained ? 0 : fail("explain", explained.error());
}

}  // namespace relevo
