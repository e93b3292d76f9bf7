#include "demo/simulated_agent.h"

#include <utility>

#include "demo/chance.h"

namespace relevo::demo {

namespace {

// The board is asked for every 2 s; one that was on its way shows the time before a command.
constexpr Duration board_delay = milliseconds(2'500);

// One look in so many at an agent who is ready becomes a break. Busy agents are ready for a fifth
// of the time: about one break in 10 minutes.
constexpr std::uint64_t looks_per_break = 60;

struct BreakHabit {
  const char* kind;
  std::uint64_t share;  // Of 10 breaks.
  Duration min;
  Duration max;
};
constexpr BreakHabit habits[] = {{"rest", 5, seconds(40), seconds(100)},
                                 {"personal", 3, seconds(20), seconds(70)},
                                 {"meal", 2, seconds(100), seconds(240)}};

}  // namespace

SimulatedAgent::SimulatedAgent(World& world, std::string code)
    : world_(world),
      code_(std::move(code)),
      registration_(world.sip, {.user = code_, .secret = "demo-" + code_},
                    [this](const Registration::Answer& answer) { registered(answer); }) {}

void SimulatedAgent::start(Duration wait) {
  world_.schedule.after(wait, [this] {
    started_ = true;
    if (seat_.ours()) arrive();
  });
}

void SimulatedAgent::stop() {
  step_ = Step::absent;
  if (registration_.maybe_there()) registration_.drop();
}

// ---- the seat -------------------------------------------------------------------------------

void SimulatedAgent::look(const BoardAgent& row) {
  const SeatStep step = seat_.look({.sessions = row.sessions,
                                    .devices = row.devices,
                                    .ours_registered = registration_.maybe_there(),
                                    .foreign_contact = std::exchange(foreign_, false)});
  if (!started_) return;
  if (step == SeatStep::give_up) give_up();
  if (step == SeatStep::come_back) return arrive();
  if (step_ == Step::leaving) return leave(row);
  if (step_ == Step::working) work(row);
}

void SimulatedAgent::arrive() {
  ++plan_;
  planned_ = false;
  step_ = Step::registering;
  registration_.put();
}

void SimulatedAgent::registered(const Registration::Answer& answer) {
  const bool there = registration_.maybe_there();
  foreign_ = foreign_ || answer.foreign;
  if (answer.status != 200) ++world_.tally.registers_failed;
  if (answer.status == 200 && there) refresh_later(answer.granted);
  if (step_ == Step::registering) {
    if (answer.status == 200) return sign_in();
    return try_again_later();
  }
  if (step_ == Step::working && answer.status != 200) refresh_later(seconds(10));
}

void SimulatedAgent::refresh_later(Duration granted) {
  const Duration half = microseconds(granted.us / 2);
  world_.schedule.after(between(world_.prng, microseconds(half.us / 2), half),
                        [this, refresh = ++refresh_] {
                          if (refresh == refresh_ && step_ == Step::working) registration_.put();
                        });
}

void SimulatedAgent::sign_in() {
  step_ = Step::signing_in;
  command("sign_in_agent", {}, [this](const ApiDoor::Answer& answer) {
    if (step_ != Step::signing_in) return;
    if (!answer.done() && answer.reject != "agent_already_signed_in") return try_again_later();
    become_ready();
  });
}

void SimulatedAgent::become_ready() {
  command("set_ready", {}, [this](const ApiDoor::Answer& answer) {
    if (step_ != Step::signing_in) return;
    if (!answer.done() && answer.reject != "agent_busy") return try_again_later();
    step_ = Step::working;
  });
}

void SimulatedAgent::try_again_later() {
  plan(seconds(3), seconds(8), [this] { arrive(); });
}

// A person is there: nothing is answered any more. What is being said is said to the end.
void SimulatedAgent::give_up() {
  ++plan_;
  planned_ = false;
  step_ = Step::leaving;
  if (call_ != nullptr && !talking_) call_->hang_up();
}

void SimulatedAgent::leave(const BoardAgent& row) {
  if (call_ != nullptr) return;
  if (registration_.maybe_there() && !registration_.is_busy()) registration_.drop();
  if (asking_) return;
  const auto gone = [this](const ApiDoor::Answer& answer) {
    if (step_ == Step::leaving && (answer.done() || answer.reject == "agent_offline")) {
      step_ = Step::absent;
    }
  };
  if (row.state == "wrap_up") {
    return command("finish_wrap_up", ",\"contact\":" + std::to_string(row.contact), [](auto&) {});
  }
  if (row.contact == 0) command("sign_out_agent", {}, gone);
}

// ---- work -----------------------------------------------------------------------------------

void SimulatedAgent::work(const BoardAgent& row) {
  if (asking_ || planned_ || world_.schedule.now() < board_is_old_until_) return;
  if (row.state == "offline") return plan(seconds(1), seconds(3), [this] { arrive(); });
  if (row.state == "unreachable") {
    return plan(seconds(1), seconds(4), [this] { registration_.put(); });
  }
  if (row.state == "off_phone_work") {
    return plan(seconds(1), seconds(4), [this] { command("set_ready"); });
  }
  if (row.state == "missed") {
    return plan(seconds(4), seconds(12), [this] { command("set_ready"); });
  }
  if (row.state == "break") {
    // A break that this simulator did not begin, before a restart of it perhaps.
    return plan(seconds(20), seconds(60), [this] { command("end_break"); });
  }
  if (row.state == "wrap_up") {
    const bool early = world_.prng.chance(3, 10);
    return plan(seconds(2), seconds(7), [this, early, contact = row.contact] {
      if (early) command("finish_wrap_up", ",\"contact\":" + std::to_string(contact), [](auto&) {});
    });
  }
  if (row.state == "ready") take_break_sometimes();
}

void SimulatedAgent::take_break_sometimes() {
  if (!world_.prng.chance(1, looks_per_break)) return;
  std::uint64_t drawn = world_.prng.below(10);
  const BreakHabit* habit = habits;
  while (drawn >= habit->share) drawn -= (habit++)->share;
  command("request_break", std::string(",\"kind\":\"") + habit->kind + "\"",
          [this, habit](const ApiDoor::Answer& answer) {
            if (!answer.done()) return;
            ++world_.tally.breaks;
            plan(habit->min, habit->max, [this] { command("end_break"); });
          });
}

// Does that some time from now, and nothing else about the board until then.
void SimulatedAgent::plan(Duration min, Duration max, std::function<void()> work) {
  planned_ = true;
  world_.schedule.after(between(world_.prng, min, max),
                        [this, number = ++plan_, work = std::move(work)] {
                          if (number != plan_) return;
                          planned_ = false;
                          work();
                        });
}

void SimulatedAgent::command(const char* name, std::string more, ApiDoor::OnAnswer then) {
  asking_ = true;
  world_.api.command(name, "{\"agent\":\"" + code_ + "\"" + more + "}",
                     [this, then = std::move(then)](const ApiDoor::Answer& answer) {
                       asking_ = false;
                       board_is_old_until_ = world_.schedule.now() + board_delay;
                       if (!answer.done()) ++world_.tally.commands_failed;
                       then(answer);
                     });
}

// ---- the phone ------------------------------------------------------------------------------

void SimulatedAgent::take(PhoneCall& call) {
  const bool at_work = step_ == Step::working || step_ == Step::signing_in;
  if (!at_work) return call.decline(480);
  if (call_ != nullptr) return call.decline(486);
  call_ = &call;
  ++call_count_;
  talking_ = false;
  // The server shows the queue's code as the caller.
  call.listen(*this, call.caller().ends_with("-en") ? Language::english : Language::spanish);
  const std::uint64_t mood = world_.prng.below(100);
  if (mood < 4) return;  // Lets it ring.
  if (mood < 5) return in_call(seconds(1), seconds(4), [this] { call_->decline(603); });
  in_call(seconds(1), seconds(6), [this] { call_->answer(); });
}

void SimulatedAgent::on_up(PhoneCall& /*call*/) {
  talking_ = true;
  ++world_.tally.answered;
  if (world_.prng.chance(2, 10)) in_call(seconds(15), seconds(80), [this] { call_->hang_up(); });
  if (world_.prng.chance(15, 100)) {
    in_call(seconds(6), seconds(25), [this] {
      call_->hold(true);
      in_call(seconds(4), seconds(15), [this] { call_->hold(false); });
    });
  }
  // Whoever forgets to hang up is not talked to for ever.
  in_call(minutes(8), minutes(10), [this] { call_->hang_up(); });
}

void SimulatedAgent::on_over(PhoneCall& /*call*/, bool was_up, int /*status*/) {
  if (!was_up) ++world_.tally.not_answered;
  call_ = nullptr;
  talking_ = false;
}

// Does that some time from now if the call that is on now is still on then.
void SimulatedAgent::in_call(Duration min, Duration max, std::function<void()> work) {
  world_.schedule.after(between(world_.prng, min, max),
                        [this, number = call_count_, work = std::move(work)] {
                          if (call_ != nullptr && number == call_count_) work();
                        });
}

}  // namespace relevo::demo
