#include "voice/link_client.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "link/frame.h"
#include "voice/clock.h"

namespace relevo::voice {

LinkClient::LinkClient(Loop& loop, std::string path, Self self, LinkEvents& events, Logger& logger)
    : loop_(loop),
      path_(std::move(path)),
      self_(std::move(self)),
      events_(events),
      logger_(logger),
      retry_(loop, [this] { connect(); }),
      broken_(loop, [this] {
        if (connection_) lose({Fault::Kind::network, "link: sending failed"});
      }) {}

void LinkClient::start() { retry_.set(microseconds(0)); }

std::uint64_t LinkClient::fact(link::FactBody body) {
  if (!facts_.put(std::move(body), now())) return 0;
  if (welcomed_) send_facts_after(sent_up_to_);
  return facts_.last();
}

void LinkClient::connect() {
  const auto descriptor = link::connect_unix(path_);
  if (!descriptor) return lose(descriptor.error());
  connection_ = std::make_unique<link::Connection>(*descriptor);
  watch_ = std::make_unique<Watch>(loop_, *descriptor, [this] { ready(); });
  link::Hello hello;
  hello.node = self_.node;
  hello.session = self_.session;
  hello.sip_address = Text<64>{self_.sip_address};
  send(hello);
}

void LinkClient::lose(const Fault& why) {
  if (!said_away_) logger_.warning("core is away", {{"why", why.what}});
  said_away_ = true;
  welcomed_ = false;
  watch_.reset();
  connection_.reset();
  retry_.set(retry_after_);
  retry_after_ = std::min(retry_after_max, retry_after_ + retry_after_);
}

void LinkClient::ready() {
  if (!connection_) return;
  const auto flushed = connection_->flush();
  if (!flushed) return lose(flushed.error());
  const auto received = connection_->receive([this](ByteView body) { return take(body); });
  if (!received) return lose(received.error());
  watch_->want_write(connection_->wants_to_write());
}

Result<void> LinkClient::take(ByteView body) {
  const auto message = link::to_voice(body);
  if (!message) return tl::unexpected<Fault>(message.error());
  if (!welcomed_ && !(*message && std::holds_alternative<link::Welcome>(**message))) {
    return fault(Fault::Kind::protocol, "link: core spoke before its Welcome");
  }
  if (!*message) return {};
  return std::visit([this](const auto& inner) { return take_message(inner); }, **message);
}

Result<void> LinkClient::take_message(const link::Welcome& welcome) {
  if (welcome.version != link::protocol_version) {
    return fault(Fault::Kind::protocol, "link: core speaks version " +
                                            std::to_string(welcome.version) + ", voice " +
                                            std::to_string(link::protocol_version));
  }
  if (welcome.epoch < epoch_max_) {
    return fault(Fault::Kind::fenced, "link: core has epoch " + std::to_string(welcome.epoch) +
                                          ", a later one had " + std::to_string(epoch_max_));
  }
  epoch_max_ = welcome.epoch;
  welcomed_ = true;
  said_away_ = false;
  retry_after_ = retry_after_min;
  facts_.taken(welcome.facts_taken);
  logger_.info("core is here", {{"epoch", welcome.epoch}, {"facts_waiting", facts_.size()}});
  send_facts_after(0);
  // What it brings is numbered behind those that waited: sent before them it would make a gap.
  events_.on_taken(welcome.facts_taken);
  link::LegsReport report = events_.report();
  report.facts_sent = facts_.last();
  send(report);
  return {};
}

Result<void> LinkClient::take_message(const link::Accounts& accounts) {
  events_.on_accounts(accounts);
  return {};
}

Result<void> LinkClient::take_message(const link::Desired& desired) {
  events_.on_desired(desired);
  return {};
}

Result<void> LinkClient::take_message(const link::Refused& refused) {
  events_.on_refused(refused);
  return {};
}

Result<void> LinkClient::take_message(const link::FactsTaken& taken) {
  facts_.taken(taken.number);
  events_.on_taken(taken.number);
  return {};
}

Result<void> LinkClient::take_message(const link::PhoneOffer& offer) {
  events_.on_phone_offer(offer);
  return {};
}

Result<void> LinkClient::take_message(const link::PhoneGone& gone) {
  events_.on_phone_gone(gone);
  return {};
}

Result<void> LinkClient::take_message(const link::PhoneUnwatched& unwatched) {
  events_.on_phone_unwatched(unwatched);
  return {};
}

void LinkClient::send(const link::ToCore& message) {
  if (!connection_) return;
  Bytes frame;
  link::put_frame(frame, message);
  after_send(connection_->send(frame));
}

void LinkClient::send_facts_after(std::uint64_t number) {
  if (!connection_ || !welcomed_) return;
  if (number == facts_.last()) return;
  Bytes frames;
  facts_.each_after(number, now(),
                    [&frames](const link::Fact& fact) { link::put_frame(frames, fact); });
  sent_up_to_ = facts_.last();
  after_send(connection_->send(frames));
}

void LinkClient::after_send(const Result<void>& sent) {
  if (sent) return watch_->want_write(connection_->wants_to_write());
  broken_.set(microseconds(0));
}

}  // namespace relevo::voice
