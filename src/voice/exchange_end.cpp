// How a voice process ends: new calls are refused, live ones go on for a while, core has every
// fact.
#include "voice/clock.h"
#include "voice/exchange.h"

namespace relevo::voice {

namespace {

constexpr Duration look_each = seconds(1);
constexpr Duration bye_wait = milliseconds(500);  // T1 of SIP: for the answer to our last BYE.
constexpr Duration farewell_max = seconds(4);     // For core to take the last facts.
constexpr Duration farewell_each = milliseconds(20);

}  // namespace

void Exchange::drain() {
  if (told_to_end_) return cut();
  told_to_end_ = true;
  begin_draining();
}

void Exchange::look_if_alone() {
  alone_look_.set(look_each);
  if (options_.is_alone() == alone_) return;
  alone_ = !alone_;
  if (told_to_end_ || farewell_ != nullptr) return;
  if (alone_) {
    logger_.warning("no supervisor has come, voice ends");
    return begin_draining();
  }
  logger_.info("a supervisor has come, new calls are taken again");
  drain_end_.clear();
}

void Exchange::begin_draining() {
  logger_.info("draining", {{"calls", calls_->size()}});
  agent_->admit();  // Who waits is turned away, and may go elsewhere.
  drain_end_.set(options_.drain);
  stop_when_idle();
}

void Exchange::cut() {
  std::vector<LegId> legs;
  calls_->each([&legs](const Call& call) { legs.push_back(call.leg); });
  for (const LegId leg : legs) calls_->release(leg, link::ReleaseCause::failed);
  if (farewell_ != nullptr) return;
  farewell_latest_ = now() + farewell_max;
  farewell_ = std::make_unique<Timer>(loop_, [this] { say_farewell(); });
  say_farewell();
}

/// Voice leaves when everything that it saw is with core, files of recordings included.
void Exchange::say_farewell() {
  const bool told = calls_->size() == 0 && !desk_->records() && link_->idle();
  const bool answered = last_end_.us == 0 || now() >= last_end_ + bye_wait;
  if ((told && answered) || now() >= farewell_latest_) return loop_.stop();
  farewell_->set(farewell_each);
}

void Exchange::stop_when_idle() {
  const bool ends = told_to_end_ || alone_;
  if (ends && calls_->size() == 0 && farewell_ == nullptr) cut();
}

}  // namespace relevo::voice
