// The customers: who calls when, how long they wait, and how long they talk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "demo/arrivals.h"
#include "demo/board.h"
#include "demo/phone_call.h"
#include "demo/world.h"

namespace relevo::demo {

class Crowd;

/// One customer, from dialing to the end of the call.
class Customer final : public CallListener {
 public:
  Customer(Crowd& crowd, std::uint64_t id, std::size_t queue)
      : crowd_(crowd), id_(id), queue_(queue) {}

  bool dial();

  /// The state of the contact that this call is, as the board shows it.
  void see(const std::string& state);

  /// If that is still the last intent.
  void hang_up(std::uint64_t intent);

  std::uint64_t id() const { return id_; }
  std::size_t queue() const { return queue_; }
  bool is_known() const { return known_; }
  void make_known() { known_ = true; }

  void on_up(PhoneCall& call) override;
  void on_over(PhoneCall& call, bool was_up, int status) override;

 private:
  void wait_patiently();
  void hang_up_after(Duration wait);

  Crowd& crowd_;
  const std::uint64_t id_;
  const std::size_t queue_;
  PhoneCall* call_ = nullptr;
  bool up_ = false;
  bool known_ = false;  // Which contact on the board this is.
  bool with_agent_ = false;
  bool met_ = false;          // Has been with one at any time.
  std::uint64_t intent_ = 0;  // Older intents to hang up are void.
};

class Crowd {
 public:
  Crowd(World& world, std::uint32_t calls_max);

  /// From now on customers call.
  void start();

  /// Finds out which contact is whose, and how it stands.
  void look(const Board& board);

  std::size_t size() const { return customers_.size(); }

  /// Of its customers.
  World& world() { return world_; }
  void hang_up(std::uint64_t id, std::uint64_t intent);
  void forget(std::uint64_t id);

 private:
  void arrive();
  Customer* unknown_in(const std::string& queue);

  World& world_;
  const std::uint32_t calls_max_;
  Arrivals arrivals_;
  Time started_at_;
  std::uint32_t on_duty_ = 0;
  std::uint64_t last_id_ = 0;
  std::uint64_t last_contact_ = 0;  // The highest on the last board.
  bool looked_ = false;
  std::map<std::uint64_t, std::unique_ptr<Customer>> customers_;  // In the order of dialing.
  std::map<std::uint64_t, std::uint64_t> contacts_;               // Contact to customer.
};

}  // namespace relevo::demo
