#include "demo/crowd.h"

#include <algorithm>
#include <array>

#include "demo/chance.h"

namespace relevo::demo {

namespace {

constexpr Duration arrive_every = milliseconds(100);
constexpr double occupancy = 0.8;
constexpr Duration handling = seconds(62);  // Of an agent: ring, talk and wrap-up, on average.
constexpr Duration patience_mean = seconds(60);

struct QueueLine {
  const char* code;
  const char* number;
  Language language;
};
constexpr std::array<QueueLine, 2> lines = {
    QueueLine{.code = "soporte", .number = "5000", .language = Language::spanish},
    QueueLine{.code = "sales-en", .number = "5001", .language = Language::english}};
constexpr std::uint64_t english_share = 3;  // Of 10 calls.

// Mexico City's area code and eight random digits.
std::string random_number(Prng& prng) {
  return "+5255" + std::to_string(10'000'000 + prng.below(90'000'000));
}

}  // namespace

bool Customer::dial() {
  World& world = crowd_.world();
  const QueueLine& line = lines.at(queue_);
  call_ = world.sip.dial(
      {.caller = random_number(world.prng), .number = line.number, .language = line.language},
      *this);
  return call_ != nullptr;
}

void Customer::on_up(PhoneCall& /*call*/) {
  up_ = true;
  World& world = crowd_.world();
  if (world.prng.chance(5, 100)) return hang_up_after(between(world.prng, seconds(1), seconds(5)));
  wait_patiently();
}

void Customer::wait_patiently() { hang_up_after(patience(crowd_.world().prng, patience_mean)); }

void Customer::hang_up_after(Duration wait) {
  crowd_.world().schedule.after(
      wait, [&crowd = crowd_, id = id_, intent = ++intent_] { crowd.hang_up(id, intent); });
}

void Customer::hang_up(std::uint64_t intent) {
  if (call_ != nullptr && intent == intent_) call_->hang_up();
}

void Customer::see(const std::string& state) {
  if (!up_) return;
  const bool now = is_with_agent(state);
  if (now == with_agent_) return;
  const bool waits_again = !now && (state == "queued" || state == "offered");
  if (now) {
    World& world = crowd_.world();
    if (!met_) ++world.tally.connected;
    met_ = true;
    hang_up_after(between(world.prng, seconds(20), seconds(90)));
  } else if (waits_again) {
    wait_patiently();
  }
  with_agent_ = now;
}

void Customer::on_over(PhoneCall& /*call*/, bool was_up, int status) {
  call_ = nullptr;
  Tally& tally = crowd_.world().tally;
  if (!was_up && status != 0) ++tally.refused;
  if (was_up && !met_) ++tally.gave_up;
  crowd_.forget(id_);
}

Crowd::Crowd(World& world, std::uint32_t calls_max)
    : world_(world), calls_max_(calls_max), arrivals_(world.prng) {}

void Crowd::start() {
  started_at_ = world_.schedule.now();
  world_.schedule.after(arrive_every, [this] { arrive(); });
}

void Crowd::arrive() {
  const Time now = world_.schedule.now();
  const double rate = Arrivals::rate(on_duty_, occupancy, handling, now - started_at_);
  for (std::uint32_t due = arrivals_.due(now, rate); due > 0; --due) {
    if (customers_.size() >= calls_max_) break;
    const std::size_t queue = world_.prng.chance(english_share, 10) ? 1 : 0;
    auto customer = std::make_unique<Customer>(*this, ++last_id_, queue);
    if (!customer->dial()) break;
    ++world_.tally.arrived;
    customers_.emplace(last_id_, std::move(customer));
  }
  world_.schedule.after(arrive_every, [this] { arrive(); });
}

// A phone does not know its contact's number. It is told apart by order: contacts that are new on
// the board belong to the calls of that queue that have none yet, oldest first. A stranger's call
// in between makes a customer mistake that contact for their own, and hang up at odd times: people
// do.
void Crowd::look(const Board& board) {
  on_duty_ = 0;
  for (const auto& [code, agent] : board.agents) on_duty_ += is_on_duty(agent.state) ? 1 : 0;
  for (const BoardContact& contact : board.contacts) {
    if (contact.id > last_contact_ && looked_) {
      if (Customer* customer = unknown_in(contact.queue); customer != nullptr) {
        customer->make_known();
        contacts_.emplace(contact.id, customer->id());
      }
    }
    const auto known = contacts_.find(contact.id);
    if (known == contacts_.end()) continue;
    const auto customer = customers_.find(known->second);
    if (customer != customers_.end()) customer->second->see(contact.state);
  }
  if (!board.contacts.empty()) last_contact_ = std::max(last_contact_, board.contacts.back().id);
  looked_ = true;
  std::erase_if(contacts_, [this](const auto& pair) { return !customers_.contains(pair.second); });
}

Customer* Crowd::unknown_in(const std::string& queue) {
  for (const auto& [id, customer] : customers_) {
    if (!customer->is_known() && queue == lines.at(customer->queue()).code) return customer.get();
  }
  return nullptr;
}

void Crowd::hang_up(std::uint64_t id, std::uint64_t intent) {
  const auto customer = customers_.find(id);
  if (customer != customers_.end()) customer->second->hang_up(intent);
}

// Not at once: it is the customer who says so.
void Crowd::forget(std::uint64_t id) {
  world_.schedule.after(Duration{}, [this, id] { customers_.erase(id); });
}

}  // namespace relevo::demo
