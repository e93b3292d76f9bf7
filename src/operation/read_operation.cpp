// The order in which the kinds are read: what is referred to comes first.
#include <utility>

#include "operation/operation_file.h"
#include "operation/reading.h"
#include "operation/screen_pop.h"

namespace relevo {

namespace operation {

namespace {

constexpr Text<64> default_time_zone{"America/Mexico_City"};

void read_head(Reading& reading) {
  const Table& table = *reading.sections.operation();
  reading.result.document.code = table.code("code");
  reading.result.document.demo = table.flag("demo", false);
  if (reading.result.document.demo && reading.result.document.code != Code{"demo"}) {
    table.refuse("demo", "is true in operation " + quoted(reading.result.document.code.view()) +
                             ", and demo passwords are no secret; leave it out, or name the "
                             "operation `demo`");
  }
  const Days days = read_days(table, {.time_zone = default_time_zone, .day_cut = {}});
  reading.result.document.time_zone = days.time_zone;
  reading.result.document.day_cut = days.day_cut;
}

template <class Entry>
void read_codes(Reading& reading, std::string_view name, Roster<Entry>& roster) {
  for (const Table& table : reading.sections.all(name)) {
    const std::string_view code = table.code("code");
    if (reading.fault.found()) return;
    roster.take(table, "code", table.place_of("code"), code);
  }
}

Text<255> read_screen_pop(const Table& table) {
  const auto text = table.text("screen_pop", {1, 255});
  if (!text) return {};
  if (const auto wrong = screen_pop_fault(*text)) {
    table.refuse("screen_pop", quoted(*text) + " " + *wrong);
    return {};
  }
  return Text<255>{*text};
}

void read_campaigns(Reading& reading) {
  for (const Table& table : reading.sections.all("campaign")) {
    const std::string_view code = table.code("code");
    const std::string_view client = table.code("client");
    if (reading.fault.found()) return;
    const Client* known = reading.clients.refer(table, "client", table.place_of("client"), client);
    Campaign* campaign = reading.campaigns.take(table, "code", table.place_of("code"), code);
    if (known == nullptr || campaign == nullptr) return;
    campaign->client = known->id;
    const Operation& document = reading.result.document;
    const Days days =
        read_days(table, {.time_zone = document.time_zone, .day_cut = document.day_cut});
    campaign->time_zone = days.time_zone;
    campaign->day_cut = days.day_cut;
    campaign->screen_pop = read_screen_pop(table);
  }
}

void read_all(Reading& reading) {
  read_head(reading);
  read_trunks(reading);
  read_codes(reading, "site", reading.sites);
  read_codes(reading, "skill", reading.skills);
  read_codes(reading, "client", reading.clients);
  read_campaigns(reading);
  read_queues(reading);
  read_dispositions(reading);
  read_users(reading);
  read_teams(reading);
  read_shifts(reading);
  read_agents(reading);
  read_rules(reading);
  read_rule_tests(reading);
  read_ladder(reading);
  if (!reading.fault.found()) check_memberships(reading);
}

ReadOperation release(Reading& reading, std::uint64_t version) {
  Operation& document = reading.result.document;
  document.version = version;
  document.sites = reading.sites.release();
  document.skills = reading.skills.release();
  document.clients = reading.clients.release();
  document.campaigns = reading.campaigns.release();
  document.queues = reading.queues.release();
  document.dispositions = reading.dispositions.release();
  document.teams = reading.teams.release();
  document.agents = reading.agents.release();
  document.users = reading.users.release();
  document.rules = reading.rules.release();
  document.shifts = reading.shifts.release();
  return std::move(reading.result);
}

}  // namespace

}  // namespace operation

Result<ReadOperation> read_operation(const std::vector<OperationSource>& sources,
                                     const Operation& current, KnownIndicators indicators) {
  operation::FirstFault first;
  const operation::Sections sections{sources, first};
  if (first.found()) return fault(Fault::Kind::input, first.text());
  operation::Reading reading{sections, current, indicators, first};
  operation::read_all(reading);
  if (first.found()) return fault(Fault::Kind::input, first.text());
  ReadOperation read = operation::release(reading, current.version + 1);
  Bytes encoded;
  encode(encoded, read.document);
  if (encoded.size() > operation_bytes_max) {
    return fault(Fault::Kind::input, "the operation takes " + std::to_string(encoded.size()) +
                                         " bytes in the log, at most " +
                                         std::to_string(operation_bytes_max) +
                                         "; name fewer agents, users or skills of each");
  }
  return read;
}

}  // namespace relevo
