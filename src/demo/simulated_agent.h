// One simulated agent: a registered phone, a console by commands, and the habits of a person.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "demo/board.h"
#include "demo/phone_call.h"
#include "demo/registration.h"
#include "demo/seat.h"
#include "demo/world.h"

namespace relevo::demo {

class SimulatedAgent final : public CallListener {
 public:
  SimulatedAgent(World& world, std::string code);

  /// Comes to work then, unless a person has the seat by that time.
  void start(Duration wait);

  /// The agent's own row of each new board. Gives the seat up, takes it back, or does what the
  /// state calls for.
  void look(const BoardAgent& row);

  /// The phone rings.
  void take(PhoneCall& call);

  /// Unregisters, whatever else is going on.
  void stop();

  bool is_playing() const { return started_ && seat_.ours(); }
  bool is_talking() const { return talking_; }
  bool is_busy_with_registrar() const { return registration_.is_busy(); }

  void on_up(PhoneCall& call) override;
  void on_over(PhoneCall& call, bool was_up, int status) override;

 private:
  enum class Step : std::uint8_t { absent, registering, signing_in, working, leaving };

  void arrive();
  void registered(const Registration::Answer& answer);
  void refresh_later(Duration granted);
  void sign_in();
  void become_ready();
  void try_again_later();
  void give_up();
  void leave(const BoardAgent& row);
  void work(const BoardAgent& row);
  void take_break_sometimes();
  void plan(Duration min, Duration max, std::function<void()> work);
  void in_call(Duration min, Duration max, std::function<void()> work);
  void command(const char* name, std::string more, ApiDoor::OnAnswer then);
  void command(const char* name) {
    command(name, {}, [](const auto&) {});
  }

  World& world_;
  const std::string code_;
  Registration registration_;
  Seat seat_;
  Step step_ = Step::absent;
  bool started_ = false;
  bool foreign_ = false;       // The registrar's last answer named another phone.
  bool asking_ = false;        // A command is under way.
  bool planned_ = false;       // Something will be done about the state that the board shows.
  std::uint64_t plan_ = 0;     // Older plans are void.
  std::uint64_t refresh_ = 0;  // Older plans to register again are void.
  Time board_is_old_until_;    // It may not yet show what the last command did.
  PhoneCall* call_ = nullptr;
  std::uint64_t call_count_ = 0;
  bool talking_ = false;
};

}  // namespace relevo::demo
