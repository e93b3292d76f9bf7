#include "sim/clients.h"

#include <utility>

namespace relevo::sim {

namespace {

constexpr Duration answer_wait = seconds(4);
constexpr int tries_max = 12;
constexpr std::size_t asked_again_max = 200;

Digest digest_of(std::uint64_t number) {
  Digest digest{};
  for (std::size_t i = 0; i < 8; ++i) digest[i] = static_cast<std::uint8_t>(number >> (8 * i));
  digest[8] = 1;
  return digest;
}

}  // namespace

void Clients::ask(UserId user, Command command, std::function<void(const Answer&)> done) {
  auto asked = std::make_shared<Asked>();
  ++asked_;
  asked->request = {.command = std::move(command), .by = user};
  if (chance_.percent(80)) {
    asked->request.keyed = true;
    asked->request.key = digest_of(asked_);
    asked->request.body = digest_of(asked_ + 1'000'000'000);
  }
  asked->done = std::move(done);
  try_once(asked);
}

void Clients::try_once(const std::shared_ptr<Asked>& asked) {
  if (asked->answer || ++asked->tries > tries_max) return;
  const auto deliver = [this, asked] {
    // No answer when the core is away, and none when it dies before it gave one.
    core_.post(asked->request, [this, asked](const Answer& answer) {
      if (happens(FaultKind::answer_lost)) return;
      schedule_.after(chance_.between(microseconds(100), milliseconds(20)),
                      [this, asked, answer] { take(asked, answer); });
    });
  };
  if (!happens(FaultKind::request_lost)) {
    schedule_.after(chance_.between(microseconds(100), milliseconds(20)), deliver);
  }
  if (asked->request.keyed && happens(FaultKind::request_repeated)) {
    schedule_.after(chance_.between(microseconds(100), seconds(5)), deliver);
  }
  // Without a key nobody dares to try again.
  if (asked->request.keyed) {
    schedule_.after(answer_wait + chance_.around(seconds(1)), [this, asked] { try_once(asked); });
  }
}

void Clients::take(const std::shared_ptr<Asked>& asked, const Answer& answer) {
  trace_.say("client", answer.position, [&] {
    return "answer: reject " + std::to_string(static_cast<int>(answer.reject)) + ", events from " +
           std::to_string(answer.first) + ", position " + std::to_string(answer.position) +
           (answer.overloaded ? ", overloaded" : "");
  });
  if (answer.overloaded) return;
  ++answered_;
  if (asked->answer) return;
  asked->answer = answer;
  if (asked->request.keyed && answer.reject == Reject::none && keyed_.size() < asked_again_max) {
    keyed_.push_back(asked);
  }
  if (asked->done) asked->done(answer);
}

void Clients::ask_all_again() {
  for (const auto& asked : keyed_) {
    core_.post(asked->request, [this, asked](const Answer& answer) { take(asked, answer); });
  }
  keyed_.clear();
}

}  // namespace relevo::sim
