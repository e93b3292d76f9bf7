#include "view/sent_messages.h"

#include <doctest/doctest.h>

#include "view/testing.h"

namespace relevo {

using testing::Tape;

namespace {

constexpr UserId boss{4};

void send(Tape& tape, std::uint64_t message, std::uint64_t agent) {
  tape.add(MessageSent{.message = {message}, .agent = {agent}, .by = boss, .urgent = true});
}

}  // namespace

TEST_CASE("sent messages: to how many, and who has not read it") {
  Tape tape;
  const Time at = tape.now();
  send(tape, 7, 1);
  send(tape, 7, 2);
  tape.pass(seconds(5));
  tape.add(MessageRead{.message = {7}, .agent = {2}});
  tape.add(MessageSent{
      .message = {8}, .agent = {1}, .by = boss, .reason_for = ForcedTo::off_phone_work});
  tape.add(MessageRead{.message = {8}, .agent = {1}});
  const auto messages = tape.fold<SentMessages>();
  REQUIRE(messages.all().size() == 1);
  CHECK(
      messages.all().at({7}) ==
      SentMessage{
          .message = {7}, .by = boss, .at = at, .urgent = true, .sent = 2, .unread = {AgentId{1}}});
  Bytes bytes;
  messages.encode_to(bytes);
  const auto back = SentMessages::decode_from(bytes);
  REQUIRE(back.has_value());
  CHECK(back->all() == messages.all());
  CHECK_FALSE(SentMessages::decode_from(ByteView{bytes}.first(bytes.size() - 1)).has_value());
}

TEST_CASE("sent messages: what is old is forgotten, and of too many the oldest") {
  Tape tape;
  send(tape, 1, 1);
  tape.pass(sent_kept + seconds(1));
  send(tape, 2, 1);
  CHECK(tape.fold<SentMessages>().all().begin()->first == TextId{2});
  for (std::uint64_t message = 3; message < 3 + sent_max; ++message) send(tape, message, 1);
  const auto messages = tape.fold<SentMessages>();
  CHECK(messages.all().size() == sent_max);
  CHECK(messages.all().begin()->first == TextId{3});
}

TEST_CASE("sent messages: from the board on, those that somebody has still to read") {
  Tape tape;
  tape.add(testing::small_operation());
  send(tape, 7, 1);
  send(tape, 7, 2);
  tape.add(MessageRead{.message = {7}, .agent = {2}});
  const auto messages = SentMessages::begin(tape.fold<Board>());
  REQUIRE(messages.all().size() == 1);
  CHECK(messages.all().at({7}).unread == std::set<AgentId>{{1}});
}

}  // namespace relevo
