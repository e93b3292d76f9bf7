// Agents, one by one or by ranges of codes; each brings the user they sign in as.
#include <charconv>

#include "operation/reading.h"

namespace relevo::operation {

namespace {

/// What an [[agent]] or all of an [[agents]] have in common.
struct Seat {
  TeamId team;
  SiteId site;
  std::vector<SkillLevel> skills;
  ShiftId shift;
};

Seat read_seat(const Reading& reading, const Table& table) {
  Seat seat;
  const std::string_view team = table.code("team");
  const std::string_view site = table.code("site");
  if (reading.fault.found()) return seat;
  const Team* known_team = reading.teams.refer(table, "team", table.place_of("team"), team);
  const Site* known_site = reading.sites.refer(table, "site", table.place_of("site"), site);
  if (known_team == nullptr || known_site == nullptr) return seat;
  seat.team = known_team->id;
  seat.site = known_site->id;
  seat.skills = read_skill_levels(reading, table, "skills");
  if (!table.has("shift")) return seat;
  const std::string_view shift = table.code("shift");
  if (reading.fault.found()) return seat;
  const Shift* known = reading.shifts.refer(table, "shift", table.place_of("shift"), shift);
  if (known != nullptr) seat.shift = known->id;
  return seat;
}

/// False after a fault.
bool add_agent(Reading& reading, const Table& table, std::string_view key, std::string_view code,
               const Seat& seat) {
  const Place at = table.place_of(key);
  AgentSetup* agent = reading.agents.take(table, key, at, code);
  if (agent == nullptr) return false;
  if (const Place user = reading.users.place_of(code); user.line != 0) {
    table.refuse(key, quoted(code) + " is a user already at " + in_words(user) +
                          "; an agent brings a user of that code, so give one of them another");
    return false;
  }
  UserSetup* user = reading.users.take(table, key, at, code);
  if (user == nullptr) return false;
  user->roles = 1U << static_cast<unsigned>(Role::agent);
  agent->user = user->id;
  agent->team = seat.team;
  agent->site = seat.site;
  agent->skills = seat.skills;
  agent->shift = seat.shift;
  return true;
}

void read_agent(Reading& reading, const Table& table) {
  const std::string_view code = table.code("code");
  const auto name = read_name(table);
  const auto sip_secret = read_secret(reading, table, "sip_secret");
  const auto password = read_secret(reading, table, "password");
  if (sip_secret && sip_secret == password) {
    return table.refuse("sip_secret", "is the password too; give the device a secret of its own");
  }
  const Seat seat = read_seat(reading, table);
  if (reading.fault.found() || !add_agent(reading, table, "code", code, seat)) return;
  ReadOperation& result = reading.result;
  if (name) result.agent_names.push_back({code, *name});
  if (sip_secret) result.device_secrets.push_back({code, *sip_secret});
  if (password) result.passwords.push_back({code, *password});
}

/// `1001` to `1010`: what stays, and the numbers that it ends in.
struct CodeRange {
  std::string_view stem;
  std::size_t digits = 0;
  std::uint64_t from = 0;
  std::uint64_t to = 0;

  std::uint64_t count() const { return to - from + 1; }

  std::string code(std::uint64_t number) const {
    const std::string text = std::to_string(number);
    return std::string{stem} + std::string(digits - text.size(), '0') + text;
  }
};

std::optional<CodeRange> code_range(std::string_view from, std::string_view to) {
  constexpr std::size_t digits_max = 9;
  std::size_t digits = from.size() - (from.find_last_not_of("0123456789") + 1);
  digits = std::min(digits, digits_max);
  if (digits == 0 || from.size() != to.size()) return std::nullopt;
  const std::size_t stem = from.size() - digits;
  if (from.substr(0, stem) != to.substr(0, stem)) return std::nullopt;
  CodeRange range{.stem = from.substr(0, stem), .digits = digits};
  std::from_chars(from.data() + stem, from.data() + from.size(), range.from);
  const char* to_end = to.data() + to.size();
  if (std::from_chars(to.data() + stem, to_end, range.to).ptr != to_end) return std::nullopt;
  if (range.to < range.from) return std::nullopt;
  return range;
}

void read_range(Reading& reading, const Table& table) {
  const std::string_view from = table.code("from");
  const std::string_view to = table.code("to");
  const Seat seat = read_seat(reading, table);
  const auto names = table.words("names");
  if (reading.fault.found()) return;
  const auto range = code_range(from, to);
  if (!range) {
    return table.refuse("to", quoted(to) + " does not follow " + quoted(from) +
                                  "; write codes that end in numbers of one length, like 1001 "
                                  "and 1010");
  }
  if (range->count() > agents_max) {
    return table.refuse("to", "makes " + std::to_string(range->count()) + " agents; keep to " +
                                  std::to_string(agents_max));
  }
  if (!names.empty() && names.size() != range->count()) {
    return table.refuse("names", "has " + std::to_string(names.size()) + " names for " +
                                     std::to_string(range->count()) +
                                     " agents; write one for each, or leave them out");
  }
  for (std::uint64_t i = 0; i < range->count(); ++i) {
    const std::string code = range->code(range->from + i);
    if (!add_agent(reading, table, "from", code, seat)) return;
    if (names.empty()) continue;
    const Word& name = names[i];
    if (!table.check_text(name.place, "names", name.text, name_bytes)) return;
    reading.result.agent_names.push_back({Code{code}, std::string{name.text}});
  }
}

}  // namespace

void read_agents(Reading& reading) {
  for (const Table& table : reading.sections.agents()) {
    if (reading.fault.found()) return;
    if (table.name() == "agents") {
      read_range(reading, table);
    } else {
      read_agent(reading, table);
    }
  }
}

}  // namespace relevo::operation
