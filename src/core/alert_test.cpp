// As many alerts as there can be: more are refused, and nothing else suffers.
#include <doctest/doctest.h>

#include "core/core.h"

namespace relevo {

namespace {

constexpr std::uint64_t of_each = 100;  // Rules, and agents: together alerts_max.

Operation wide_operation() {
  Operation operation{.version = 1, .code = "wide"};
  for (std::uint64_t id = 1; id <= of_each + 1; ++id) {
    const Code code{"x" + std::to_string(id)};
    operation.users.push_back({.id = {id}, .code = code});
    operation.agents.push_back({.id = {id}, .code = code, .user = {id}});
    if (id > of_each) continue;
    operation.rules.push_back({.id = {id},
                               .code = code,
                               .of = SubjectKind::agent,
                               .severity = AlertSeverity::warning,
                               .when = {{.indicator = "aht", .window = minutes(15)}}});
  }
  return operation;
}

class Floor {
 public:
  Outcome take(Command command) {
    Batch batch{.first = core_.state().position + 1, .at = Time{seconds(1'000).us}};
    const Outcome outcome = core_.take({.command = std::move(command)}, batch);
    core_.close(batch);
    return outcome;
  }
  Outcome see(std::uint64_t rule, std::uint64_t agent) {
    return take(SeeDeviation{.rule = {rule},
                             .subject = {.kind = SubjectKind::agent, .id = agent},
                             .part = 1,
                             .whole = 1});
  }
  const State& state() const { return core_.state(); }

 private:
  Core core_;
};

}  // namespace

TEST_CASE("alerts: one too many is refused until another ends") {
  static_assert(of_each * of_each == alerts_max);
  Floor floor;
  floor.take(StartCore{});
  const Operation operation = wide_operation();
  auto bytes = std::make_shared<Bytes>();
  encode(*bytes, operation);
  REQUIRE(floor
              .take(ApplyOperation{.document = std::make_shared<const Operation>(operation),
                                   .bytes = bytes})
              .reject == Reject::none);
  for (std::uint64_t rule = 1; rule <= of_each; ++rule) {
    for (std::uint64_t agent = 1; agent <= of_each; ++agent) floor.see(rule, agent);
  }
  REQUIRE(floor.state().alerts.size() == alerts_max);
  CHECK(floor.see(1, of_each + 1).reject == Reject::alerts_full);
  CHECK(floor.see(1, 1).reject == Reject::none);  // There is one already.
  floor.take(ResolveAlert{.alert = {7}});
  CHECK(floor.see(1, of_each + 1).reject == Reject::none);
  CHECK(floor.state().alerts.size() == alerts_max);
}

}  // namespace relevo
