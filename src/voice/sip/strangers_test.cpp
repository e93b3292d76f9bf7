#include "voice/sip/strangers.h"

#include "voice/sip/complaint.h"
#include "voice/sip/sip_test.h"

namespace relevo::voice {

namespace {

const Time start{seconds(1000).us};

/// How many of so many requests of one address at one moment are taken.
int taken_of(Strangers& strangers, int requests, const std::string& source, Time at) {
  int taken = 0;
  for (int i = 0; i < requests; ++i) taken += strangers.take(source, at) ? 1 : 0;
  return taken;
}

class Told final : public Logger {
 public:
  std::vector<std::int64_t> times;

  void write(Severity /*severity*/, std::string_view /*what*/,
             std::initializer_list<LogField> fields) override {
    times.push_back(fields.begin()->number);
  }
};

}  // namespace

TEST_CASE("strangers: a burst and then so many a second, for each address by itself") {
  Strangers strangers{[](const std::string&) { return false; },
                      [] { return std::set<std::string, std::less<>>{}; }};
  constexpr int burst = Strangers::of_source.failures_max;
  CHECK(taken_of(strangers, 2 * burst, "192.0.2.7", start) == burst);
  CHECK(taken_of(strangers, 1, "192.0.2.8", start) == 1);
  CHECK(taken_of(strangers, 2 * burst, "192.0.2.7", start + seconds(1)) == 50);
  CHECK(taken_of(strangers, 2 * burst, "192.0.2.7", start + minutes(1)) == burst);
}

TEST_CASE("strangers: a trunk and a site with a phone that registered are none, within a second") {
  std::set<std::string, std::less<>> guests;
  int asked = 0;
  Strangers strangers{[](const std::string& source) { return source == "10.0.0.1"; },
                      [&] {
                        ++asked;
                        return guests;
                      }};
  constexpr int burst = Strangers::of_source.failures_max;
  CHECK(taken_of(strangers, 3 * burst, "10.0.0.1", start) == 3 * burst);
  CHECK(taken_of(strangers, 3 * burst, "192.0.2.7", start) == burst);
  CHECK(asked == 1);
  guests.insert("192.0.2.7");
  CHECK(taken_of(strangers, 1, "192.0.2.7", start) == 0);
  CHECK(taken_of(strangers, 3 * burst, "192.0.2.7", start + Strangers::known_for) == 3 * burst);
}

TEST_CASE("strangers: of who is refused nothing is kept, so that a repetition is looked at anew") {
  SipSide side;
  bool open = false;
  side.agent->set_door([&open](const std::string&) { return open; });
  const std::string request =
      "OPTIONS sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" +
      std::to_string(side.phone.port()) +
      ";branch=z9hG4bKagain\r\nFrom: <sip:x@127.0.0.1>;tag=t\r\nTo: <sip:127.0.0.1>\r\n"
      "Call-ID: o1\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
  side.say(request);
  CHECK(has(side.heard(), "SIP/2.0 503 "));
  open = true;
  side.say(request);
  CHECK(has(side.heard(), "SIP/2.0 200 "));
}

TEST_CASE("strangers: one address too many is told to come back") {
  SipSide side;
  Strangers strangers{[](const std::string&) { return false; },
                      [] { return std::set<std::string, std::less<>>{}; }};
  side.agent->set_door([&strangers](const std::string& source) {
    CHECK(source == "127.0.0.1");
    return strangers.take(source, start);
  });
  const auto ask = [&side](int number) {
    side.say("OPTIONS sip:5000@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" +
             std::to_string(side.phone.port()) + ";branch=z9hG4bK" + std::to_string(number) +
             "\r\nFrom: <sip:x@127.0.0.1>;tag=t\r\nTo: <sip:5000@127.0.0.1>\r\nCall-ID: c" +
             std::to_string(number) + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");
    return side.heard();
  };
  for (int i = 0; i < Strangers::of_source.failures_max; ++i) REQUIRE(has(ask(i), "SIP/2.0 200 "));
  const std::string refused = ask(Strangers::of_source.failures_max);
  CHECK(has(refused, "SIP/2.0 503 "));
  CHECK(has(refused, "Retry-After: "));
}

TEST_CASE("complaint: the first is told, those behind it not at once") {
  Told told;
  Loop loop;
  Complaint complaint(loop, "requests refused", told);
  for (int i = 0; i < 1000; ++i) complaint.add("192.0.2.7");
  CHECK(told.times == std::vector<std::int64_t>{1});
}

}  // namespace relevo::voice
