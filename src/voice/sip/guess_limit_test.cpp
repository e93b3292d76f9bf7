#include "voice/sip/guess_limit.h"

#include <doctest/doctest.h>

namespace relevo::voice {

namespace {

const Time start{seconds(1000).us};

GuessLimit::Guess guess(const std::string& account, const std::string& source = "192.0.2.7",
                        bool at_home = false) {
  return {.account = account, .source = source, .at_home = at_home};
}

}  // namespace

TEST_CASE("guess limit: who guesses at one account locks out nobody else of the same address") {
  GuessLimit guesses;
  for (int i = 0; i < GuessLimit::of_account.failures_max; ++i) {
    CHECK_FALSE(guesses.blocked(guess("1001"), start));
    guesses.failed(guess("1001"), start);
  }
  CHECK(guesses.blocked(guess("1001"), start));
  CHECK(guesses.blocked(guess("1001", "192.0.2.7", true), start));
  CHECK_FALSE(guesses.blocked(guess("1002"), start));
  CHECK_FALSE(guesses.blocked(guess("1001", "192.0.2.8"), start));
  CHECK_FALSE(guesses.blocked(guess("1001"), start + GuessLimit::of_account.forgiven_each));
}

TEST_CASE("guess limit: who guesses at an account does not stop its phone at the same address") {
  GuessLimit guesses;
  GuessLimit::Guess phone = guess("1001", "192.0.2.7", true);
  phone.way = "sip:192.0.2.7:5060";
  for (int i = 0; i < GuessLimit::of_account.failures_max; ++i) {
    guesses.failed(guess("1001", "192.0.2.7", true), start);
  }
  CHECK(guesses.blocked(guess("1001", "192.0.2.7", true), start));
  CHECK_FALSE(guesses.blocked(phone, start));
  // Behind a border controller everybody comes that way: it has a limit as well.
  for (int i = 0; i < GuessLimit::of_account.failures_max; ++i) guesses.failed(phone, start);
  CHECK(guesses.blocked(phone, start));
}

TEST_CASE("guess limit: a site of 200 phones that all have a wrong secret locks out no other") {
  GuessLimit guesses;
  // Each tries again at once for as long as it is listened to, and then every five seconds.
  for (Time at = start; at < start + minutes(10); at = at + seconds(5)) {
    for (int phone = 0; phone < 200; ++phone) {
      const auto one = guess(std::to_string(2000 + phone));
      if (!guesses.blocked(one, at)) guesses.failed(one, at);
    }
    CHECK_FALSE(guesses.blocked(guess("1001"), at));
  }
}

TEST_CASE(
    "guess limit: who tries one secret at every account ends too, but who is at home does not") {
  GuessLimit guesses;
  int tried = 0;
  while (tried < 5000 && !guesses.blocked(guess("a" + std::to_string(tried)), start)) {
    guesses.failed(guess("a" + std::to_string(tried++)), start);
  }
  CHECK(tried == GuessLimit::of_source.failures_max);
  CHECK(guesses.blocked(guess("1001"), start));
  CHECK_FALSE(guesses.blocked(guess("1001", "192.0.2.7", true), start));
  CHECK_FALSE(guesses.blocked(guess("1001", "192.0.2.8"), start));
}

TEST_CASE("guess limit: invented names do not make a full table forget who owes most") {
  Debts debts{{.failures_max = 3, .forgiven_each = seconds(2), .entries_max = 8}};
  for (int i = 0; i < 3; ++i) debts.add("guesser", start);
  for (int i = 0; i < 100; ++i) debts.add("invented" + std::to_string(i), start);
  CHECK(debts.full("guesser", start));
  CHECK(debts.size() <= 8);
}

}  // namespace relevo::voice
