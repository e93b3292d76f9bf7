#include "view/sessions.h"

#include <doctest/doctest.h>

#include "view/testing.h"

namespace relevo {

using testing::digest_of;
using testing::Tape;

TEST_CASE("sessions: found by token from the opening to the closing") {
  Tape tape;
  const Time expires_at = tape.now() + hours(12);
  tape.add(SessionOpened{
               .session = {1}, .user = {3}, .token = digest_of(7), .expires_at = expires_at})
      .add(SessionOpened{
          .session = {2}, .user = {3}, .token = digest_of(8), .expires_at = expires_at});
  const Sessions both = tape.fold<Sessions>();
  REQUIRE(both.find(digest_of(7)) != nullptr);
  CHECK(both.find(digest_of(7))->session == SessionId{1});
  CHECK(both.find(digest_of(7))->user == UserId{3});
  CHECK(both.find(digest_of(7))->expires_at == expires_at);
  CHECK(both.find(digest_of(9)) == nullptr);

  tape.add(SessionClosed{.session = {1}, .user = {3}});
  const Sessions one = tape.fold<Sessions>();
  CHECK(one.find(digest_of(7)) == nullptr);
  REQUIRE(one.find(digest_of(8)) != nullptr);
  CHECK(one.find(digest_of(8))->session == SessionId{2});
}

TEST_CASE("sessions: other events change nothing") {
  Tape tape;
  tape.add(CoreStarted{.epoch = 1}).add(SessionOpened{.session = {1}, .token = digest_of(1)});
  tape.add(CoreStarted{.epoch = 2}).add(FactsTaken{});
  CHECK(tape.fold<Sessions>().find(digest_of(1)) != nullptr);
}

}  // namespace relevo
