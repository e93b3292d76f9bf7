#include "voice/sip/registrar.h"

#include "voice/sip/sip_test.h"

namespace relevo::voice {

namespace {

link::Account account(const char* user, const char* secret) {
  return {.user = Code{user}, .ha1 = Text<32>{md5_hex(secret)}};
}

}  // namespace

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
