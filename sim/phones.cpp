#include "sim/phones.h"

#include <iterator>

namespace relevo::sim {

namespace {

constexpr Duration registers_each = seconds(20);

}  // namespace

void Phones::plug_in(const Code& user) {
  if (!away_until_.try_emplace(user).second) return;
  schedule_.after(chance_.around(seconds(2)), [this, user] { register_again(user); });
}

void Phones::register_again(const Code& user) {
  schedule_.after(chance_.around(registers_each), [this, user] { register_again(user); });
  if (calm_ || schedule_.now() >= away_until_[user]) voice_.set_devices(user, 1);
}

void Phones::one_leaves() {
  if (away_until_.empty() || calm_) return;
  auto phone = away_until_.begin();
  std::advance(phone, static_cast<std::ptrdiff_t>(chance_.below(away_until_.size())));
  const Duration gap = chance_.between(milliseconds(100), seconds(40));
  phone->second = schedule_.now() + gap;
  voice_.set_devices(phone->first, chance_.percent(90) ? 0 : 2);
  schedule_.after(gap, [this, user = phone->first] { voice_.set_devices(user, 1); });
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
