#include "sim/phones.h"

#include <iterator>

namespace relevo::sim {

namespace {

constexpr Duration registers_each = seconds(20);

Voice::Devices drawn(Chance& chance) {
  const auto has = chance.below(100);
  if (has < 60) return {.all = 1};
  return has < 85 ? Voice::Devices{.all = 1, .pages = 1} : Voice::Devices{.all = 2, .pages = 1};
}

}  // namespace

void Phones::plug_in(const Code& user) {
  if (!seats_.try_emplace(user, Seat{.devices = drawn(page_chance_)}).second) return;
  schedule_.after(chance_.around(seconds(2)), [this, user] { register_again(user); });
}

void Phones::register_again(const Code& user) {
  schedule_.after(chance_.around(registers_each), [this, user] { register_again(user); });
  const Seat& seat = seats_[user];
  if (calm_ || schedule_.now() >= seat.away_until) voice_.set_devices(user, seat.devices);
}

void Phones::one_leaves() {
  if (seats_.empty() || calm_) return;
  auto found = seats_.begin();
  std::advance(found, static_cast<std::ptrdiff_t>(chance_.below(seats_.size())));
  auto& [user, seat] = *found;
  const Duration gap = chance_.between(milliseconds(100), seconds(40));
  seat.away_until = schedule_.now() + gap;
  const bool leaves = chance_.percent(90);
  voice_.set_devices(user, leaves ? Voice::Devices{} : Voice::Devices{.all = 2});
  if (leaves && seat.devices.pages > 0 && page_chance_.percent(20)) voice_.lose_page(user);
  schedule_.after(gap, [this, user = user] { voice_.set_devices(user, seats_[user].devices); });
}

void Phones::on_ringing(LegId leg, const Code& /*user*/) {
  const auto does = chance_.below(100);
  const Duration gap = chance_.between(milliseconds(200), seconds(8));
  if (calm_ || does < 75) {
    schedule_.after(gap, [this, leg] { voice_.answer(leg); });
  } else if (does < 85) {
    schedule_.after(gap, [this, leg] { voice_.end_as(leg, link::LegEnd::declined); });
  } else if (does < 90) {
    schedule_.after(gap, [this, leg] { voice_.end_as(leg, link::LegEnd::unreachable); });
  } else if (does < 92) {
    schedule_.after(gap, [this, leg] { voice_.end_as(leg, link::LegEnd::failed); });
  }
  // The rest lets it ring.
}

void Phones::on_bridged(LegId leg) {
  if (calm_) return;
  const Duration gap = chance_.around(plan_.talk);
  const auto does = chance_.below(100);
  if (does < 15) {
    schedule_.after(gap, [this, leg] { voice_.hang_up(leg); });
  } else if (does < 35) {
    const Duration held = chance_.around(seconds(15));
    schedule_.after(gap, [this, leg] { voice_.hold(leg, true); });
    schedule_.after(gap + held, [this, leg] { voice_.hold(leg, false); });
  }
}

}  // namespace relevo::sim
