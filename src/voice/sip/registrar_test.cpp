#include "voice/sip/registrar.h"

#include "voice/sip/sip_test.h"

namespace relevo::voice {

namespace {

link::Account account(const char* user, const char* secret) {
  return {.user = Code{user}, .ha1 = Text<32>{md5_hex(secret)}};
}

/// A voice at which 1001 and its phone may register.
struct Registry : SipSide {
  static constexpr const char* secret = "1001:relevo:secret";
  int cseq = 0;

  Registry() {
    agent->on_register([this](nta_incoming_t* request, const sip_t& sip) {
      return registrar->take(request, sip);
    });
    registrar->set_accounts({account("1001", secret)});
  }

  /// Sends a REGISTER as `user` and gives what comes back.
  std::string say_register(const Phone& from, const std::string& user,
                           const std::string& authorization) {
    const std::string number = std::to_string(++cseq);
    const std::string uri = "sip:127.0.0.1:" + std::to_string(from.port());
    say_from(from, "REGISTER sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" +
                       std::to_string(from.port()) + ";branch=z9hG4bK" + number +
                       "\r\nFrom: <sip:" + user + "@127.0.0.1>;tag=t\r\nTo: <sip:" + user +
                       "@127.0.0.1>\r\nCall-ID: r1\r\nCSeq: " + number + " REGISTER\r\nContact: <" +
                       uri + ">\r\n" +
                       (authorization.empty() ? "" : "Authorization: " + authorization + "\r\n") +
                       "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n");
    std::string text;
    run_until([&] {
      if (const auto datagram = from.receive_raw(0))
        text.assign(datagram->begin(), datagram->end());
      return !text.empty();
    });
    return text;
  }

  /// What a phone with that secret says to a challenge.
  static std::string answer(const std::string& user, const std::string& ha1,
                            const std::string& nonce) {
    DigestAnswer it{.username = user, .realm = "relevo", .nonce = nonce, .uri = "sip:127.0.0.1"};
    it.response = digest_response(ha1, "REGISTER", it);
    return "Digest username=\"" + user + "\", realm=\"relevo\", nonce=\"" + nonce +
           "\", uri=\"sip:127.0.0.1\", response=\"" + it.response + "\"";
  }

  /// Registers as `user`, behind a challenge; gives the last answer.
  std::string enter(const Phone& from, const std::string& user, const std::string& with_secret) {
    const std::string challenge = say_register(from, user, {});
    const std::size_t begin = challenge.find("nonce=\"");
    if (begin == std::string::npos) return challenge;
    const std::size_t nonce = begin + 7;
    return say_register(from, user,
                        answer(user, md5_hex(with_secret),
                               challenge.substr(nonce, challenge.find('"', nonce) - nonce)));
  }
};

}  // namespace

TEST_CASE("registrar: who answers to a nonce of his own invention locks out no phone") {
  Registry side;
  for (int i = 0; i < 3 * GuessLimit::of_account.failures_max; ++i) {
    const std::string told = side.say_register(
        side.phone, "1001", Registry::answer("1001", md5_hex("guessed"), "100000000.00"));
    CHECK(has(told, "SIP/2.0 401 "));
    CHECK(has(told, "stale=true"));
  }
  CHECK(has(side.enter(side.phone, "1001", Registry::secret), "SIP/2.0 200 "));
}

TEST_CASE("registrar: who guesses at an account beside its phone does not keep that one off") {
  Registry side;
  CHECK(has(side.enter(side.phone, "1001", Registry::secret), "SIP/2.0 200 "));
  const Phone guesser;
  std::string told;
  for (int i = 0; i < 100 && !has(told, "SIP/2.0 503 "); ++i) {
    told = side.enter(guesser, "1001", "guessed");
  }
  CHECK(has(told, "SIP/2.0 503 "));
  CHECK(has(side.enter(side.phone, "1001", Registry::secret), "SIP/2.0 200 "));
}

TEST_CASE("registrar: nobody learns from the answer which accounts there are") {
  Registry side;
  const std::string invented = Registry::answer("9999", md5_hex("guessed"), "100000000.00");
  CHECK(has(side.say_register(side.phone, "9999", invented), "stale=true"));
  CHECK_FALSE(has(side.enter(side.phone, "9999", "guessed"), "stale=true"));
  CHECK_FALSE(has(side.enter(side.phone, "1001", "guessed"), "stale=true"));
}

TEST_CASE("registrar: who has another secret now, or is gone, has no devices; others keep theirs") {
  SipSide side;
  std::vector<std::string> told;
  side.registrar->on_devices([&told](const Code& user, const std::vector<Binding>& devices) {
    if (devices.empty()) told.emplace_back(user.view());
  });
  for (const char* user : {"1001", "1002", "1003"}) {
    side.registrar->resume(user, {{.contact = side.phone_uri(),
                                   .next_hop = side.phone_uri(),
                                   .expires_at = now() + seconds(60)}});
  }
  const auto devices_of = [&side](const char* user) {
    return side.registrar->bindings().of(user).size();
  };
  // The first accounts say nothing about what was before.
  side.registrar->set_accounts({account("1001", "a"), account("1002", "b"), account("1003", "c")});
  CHECK(told.empty());
  side.registrar->set_accounts({account("1001", "a"), account("1002", "changed")});
  CHECK(told == std::vector<std::string>{"1002", "1003"});
  CHECK(devices_of("1001") == 1);
  CHECK(devices_of("1002") == 0);
  CHECK(devices_of("1003") == 0);
}

}  // namespace relevo::voice
