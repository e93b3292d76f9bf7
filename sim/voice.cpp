#include "sim/voice.h"

#include <utility>
#include <variant>

#include "sim/invariants/promises.h"

namespace relevo::sim {

Voice::Voice(const Plan& plan, Schedule& schedule, const Latency& latency, Trace& trace,
             Verdict& verdict, LegPeople& people, Connect connect)
    : plan_(plan),
      schedule_(schedule),
      latency_(latency),
      trace_(trace),
      verdict_(verdict),
      people_(people),
      connect_(std::move(connect)),
      chance_(chance_of(plan.seed, Stream::voice)),
      wire_chance_(chance_of(plan.seed, Stream::wire)),
      supervisor_chance_(chance_of(plan.seed, Stream::supervisors)) {}

void Voice::start() {
  if (up_) return;
  up_ = true;
  ++session_;
  epoch_max_ = 0;
  facts_made_ = 0;
  trace_.say("voice", session_, [] { return "a session starts"; });
  connect();
}

void Voice::die() {
  if (!up_) return;
  trace_.say("voice", session_, [] { return "has died"; });
  up_ = false;
  heard_.clear();
  facts_.clear();
  contacts_.clear();
  if (wire_ != nullptr) {
    wire_->listen(Side::voice, nullptr, nullptr);
    wire_->cut();
    wire_.reset();
  }
  welcomed_ = false;
  in_touch_since_.reset();
  lose_legs();
  schedule_.after(chance_.between(milliseconds(100), seconds(5)), [this] { start(); });
}

/// Legs that never were a contact or still rang cannot be resumed.
void Voice::lose_legs() {
  const bool resume = plan_.voice_resumes_legs;
  if (!resume || chance_.percent(30)) devices_.clear();
  for (auto leg = legs_.begin(); leg != legs_.end();) {
    const bool kept = resume && leg->second.up && leg->second.contact && chance_.percent(90);
    leg->second.bridged = false;
    if (kept) {
      ++leg;
      continue;
    }
    const auto [id, gone] = *leg;
    leg = legs_.erase(leg);
    people_.on_ended(id, gone.user);
  }
}

void Voice::connect() {
  if (!up_ || wire_ != nullptr) return;
  auto wire = std::make_shared<Wire>(schedule_, wire_chance_, latency_);
  if (!connect_(wire)) {
    schedule_.after(chance_.between(milliseconds(50), milliseconds(800)), [this] { connect(); });
    return;
  }
  wire_ = wire;
  stream_ = {};
  wire->listen(
      Side::voice,
      [this](ByteView bytes) {
        const auto taken = stream_.add(bytes, [this](ByteView body) { return take(body); });
        if (!taken) cut_link();
      },
      [this, wire = wire.get()] {
        if (wire_.get() == wire) lose_link();
      });
  send(link::Hello{.node = {1}, .session = session_, .sip_address = "10.0.0.1:5060"});
}

void Voice::cut_link() {
  if (wire_ != nullptr) wire_->cut();
}

void Voice::lose_link() {
  trace_.say("voice", session_, [] { return "core is away"; });
  wire_.reset();
  welcomed_ = false;
  in_touch_since_.reset();
  schedule_.after(chance_.between(milliseconds(50), milliseconds(800)), [this] { connect(); });
}

Result<void> Voice::take(ByteView body) {
  const auto message = link::to_voice(body);
  if (!message) return tl::unexpected<Fault>(message.error());
  if (!welcomed_ && !(*message && std::holds_alternative<link::Welcome>(**message))) {
    return relevo::fault(Fault::Kind::protocol, "link: core spoke before its Welcome");
  }
  if (!*message) return {};
  return std::visit([this](const auto& inner) { return take(inner); }, **message);
}

Result<void> Voice::take(const link::Welcome& welcome) {
  verdict_.expect(welcome.epoch >= epoch_max_, fencing, "a Welcome of an earlier core");
  epoch_max_ = welcome.epoch;
  welcomed_ = true;
  while (!facts_.empty() && facts_.front().number <= welcome.facts_taken) facts_.pop_front();
  for (const WaitingFact& waiting : facts_) send_fact(waiting);
  send_report();
  return {};
}

void Voice::send_report() {
  link::LegsReport report{.facts_sent = facts_made_};
  for (const auto& [id, leg] : legs_) {
    link::LegSeen seen{.leg = id, .contact = leg.contact, .role = leg.role, .up = leg.up};
    if (!leg.contact && leg.role == link::Role::customer) {
      seen.dialed = leg.dialed;
      seen.caller = leg.caller;
      seen.age = schedule_.now() - leg.since;
    }
    report.legs.push_back(seen);
  }
  for (const auto& [user, devices] : devices_) {
    if (devices.all == 0) continue;
    report.devices.push_back({.user = user, .devices = devices.all, .pages = devices.pages});
  }
  send(report);
}

Result<void> Voice::take(const link::Accounts& /*accounts*/) { return {}; }

// Pages are simulated by what voice tells of them; nobody offers.
Result<void> Voice::take(const link::PhoneOffer& /*offer*/) { return {}; }

Result<void> Voice::take(const link::PhoneGone& /*gone*/) { return {}; }

Result<void> Voice::take(const link::PhoneUnwatched& /*unwatched*/) { return {}; }

Result<void> Voice::take(const link::FactsTaken& taken) {
  verdict_.expect(taken.number <= facts_made_, own_promise, "facts taken that were never made");
  while (!facts_.empty() && facts_.front().number <= taken.number) facts_.pop_front();
  return {};
}

Result<void> Voice::take(const link::Refused& refused) {
  const auto found = legs_.find(refused.leg);
  if (found == legs_.end()) return {};
  end_leg(refused.leg, link::LegEnd::released);
  return {};
}

void Voice::fact(link::FactBody body) {
  facts_.push_back({++facts_made_, schedule_.now(), std::move(body)});
  if (welcomed_) send_fact(facts_.back());
}

void Voice::send_fact(const WaitingFact& waiting) {
  const link::Fact fact{
      .number = waiting.number, .age = schedule_.now() - waiting.at, .body = waiting.body};
  send(fact);
  if (chance_.per_mille(repeats_)) send(fact);
}

void Voice::send(const link::ToCore& message) {
  if (wire_ == nullptr) return;
  Bytes frame;
  link::put_frame(frame, message);
  trace_.say("to core", frame,
             [&] { return "frame of " + std::to_string(frame.size()) + " bytes"; });
  wire_->send(Side::voice, std::move(frame));
}

// ---- what people do -------------------------------------------------------------------------

LegId Voice::arrive(const std::string& number, const std::string& caller) {
  if (!up_) return {};
  const LegId leg{leg_of_voice_min + ++legs_made_};
  legs_[leg] = {.since = schedule_.now(), .dialed = Text<32>{number}, .caller = Text<64>{caller}};
  fact(link::CallArrived{
      .leg = leg, .dialed = Text<32>{number}, .caller = Text<64>{caller}, .trunk = "10.0.0.9"});
  return leg;
}

void Voice::hang_up(LegId leg) {
  const auto found = legs_.find(leg);
  if (found == legs_.end()) return;
  end_leg(leg, found->second.up ? link::LegEnd::hung_up : link::LegEnd::cancelled);
}

void Voice::end_as(LegId leg, link::LegEnd how) {
  if (up_ && legs_.contains(leg)) end_leg(leg, how);
}

void Voice::answer(LegId leg) {
  const auto found = legs_.find(leg);
  if (!up_ || found == legs_.end() || found->second.up) return;
  found->second.up = true;
  const ContactId contact = found->second.contact;
  trace_.say("voice", leg.value, [&] { return "leg " + std::to_string(leg.value) + " answers"; });
  bring(contact);  // The sound first, by standing order; then core hears of it.
  fact(link::LegAnswered{leg});
}

void Voice::hold(LegId leg, bool held) {
  if (up_ && is_up(leg)) fact(link::LegHold{leg, held});
}

void Voice::set_devices(const Code& user, Devices devices) {
  if (!up_) return;
  const Devices before = std::exchange(devices_[user], devices);
  const bool is_there = devices.all > 0 && devices.all >= before.all;
  const bool is_news = is_there && heard_.insert(user).second;
  if (before == devices && !is_news) return;
  fact(link::DevicesChanged{.user = user, .devices = devices.all, .pages = devices.pages});
}

void Voice::lose_page(const Code& user) {
  if (!up_) return;
  std::vector<LegId> lost;
  for (const auto& [id, leg] : legs_) {
    if (leg.in_page && leg.user == user) lost.push_back(id);
  }
  for (const LegId leg : lost) end_leg(leg, link::LegEnd::media_lost);
}

bool Voice::is_up(LegId leg) const {
  const auto found = legs_.find(leg);
  return found != legs_.end() && found->second.up;
}

LegId Voice::any_leg_up(Chance& chance) const {
  std::vector<LegId> up;
  for (const auto& [id, leg] : legs_) {
    if (leg.up) up.push_back(id);
  }
  return up.empty() ? LegId{} : chance.one_of(up);
}

}  // namespace relevo::sim
