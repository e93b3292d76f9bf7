// Voice's end of the link: connects to core, again and again, and keeps facts until core has them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/logger.h"
#include "base/result.h"
#include "link/connection.h"
#include "link/messages.h"
#include "voice/fact_queue.h"
#include "voice/sip/loop.h"

namespace relevo::voice {

/// Who acts on what core says.
class LinkEvents {
 public:
  virtual ~LinkEvents() = default;
  /// For LegsReport, right after a Welcome; facts_sent is filled in by the client.
  virtual link::LegsReport report() = 0;
  virtual void on_accounts(const link::Accounts& accounts) = 0;
  virtual void on_desired(const link::Desired& desired) = 0;
  virtual void on_refused(const link::Refused& refused) = 0;
  virtual void on_phone_offer(const link::PhoneOffer& offer) = 0;
  virtual void on_phone_gone(const link::PhoneGone& gone) = 0;
  virtual void on_phone_unwatched(const link::PhoneUnwatched& unwatched) = 0;
  /// Core has made durable every fact up to this number: there is room for more.
  virtual void on_taken(std::uint64_t number) = 0;
};

/// SIP thread only. Never blocks: while core is away facts wait.
class LinkClient {
 public:
  static constexpr Duration retry_after_min = milliseconds(100);
  static constexpr Duration retry_after_max = milliseconds(200);  // Calls wait for core.

  struct Self {
    NodeId node;
    std::uint64_t session = 0;
    std::string sip_address;
  };

  LinkClient(Loop& loop, std::string path, Self self, LinkEvents& events, Logger& logger);

  /// Starts trying to connect.
  void start();

  /// Reports what happened just now and gives its number; 0: the queue is full, and it was dropped.
  std::uint64_t fact(link::FactBody body);

  /// Whether core is there and has welcomed us.
  bool up() const { return welcomed_; }

  /// Facts have waited too long for core: new calls must be refused.
  bool overflowing() const { return facts_.full(); }

  bool idle() const { return facts_.size() == 0; }
  std::size_t facts_waiting() const { return facts_.size(); }

  /// Tells core, if it is there.
  void tell(const link::ToCore& message) {
    if (welcomed_) send(message);
  }

 private:
  void connect();
  void lose(const Fault& why);
  void ready();
  Result<void> take(ByteView body);
  Result<void> take_message(const link::Welcome& welcome);
  Result<void> take_message(const link::Accounts& accounts);
  Result<void> take_message(const link::Desired& desired);
  Result<void> take_message(const link::Refused& refused);
  Result<void> take_message(const link::FactsTaken& taken);
  Result<void> take_message(const link::PhoneOffer& offer);
  Result<void> take_message(const link::PhoneGone& gone);
  Result<void> take_message(const link::PhoneUnwatched& unwatched);
  void send(const link::ToCore& message);
  void send_facts_after(std::uint64_t number);
  void after_send(const Result<void>& sent);

  Loop& loop_;
  std::string path_;
  Self self_;
  LinkEvents& events_;
  Logger& logger_;
  FactQueue facts_;
  std::unique_ptr<link::Connection> connection_;
  std::unique_ptr<Watch> watch_;
  Timer retry_;
  Timer broken_;  // Loses a connection that could not send, outside of its own callbacks.
  Duration retry_after_ = retry_after_min;
  std::uint64_t sent_up_to_ = 0;
  std::uint64_t epoch_max_ = 0;  // The highest epoch that welcomed us: older cores are fenced.
  bool welcomed_ = false;
  bool said_away_ = false;
};

}  // namespace relevo::voice
