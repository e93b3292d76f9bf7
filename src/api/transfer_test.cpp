// Transfers, consultations and conferences, as they are asked for and shown.
#include <doctest/doctest.h>

#include "api/testing.h"

namespace relevo {

using testing::has;
using testing::TestApi;

namespace {

/// 1001 talks with a customer, and 1002 is ready.
struct Talking {
  TestApi api;
  std::string first = api.sign_in("1001");
  std::string second = api.sign_in("1002");

  Talking() {
    for (const auto& [token, code] : {std::pair{first, "1001"}, std::pair{second, "1002"}}) {
      api.connect_device(code);
      CHECK(api.command(token, "sign_in_agent").status == 200);
      CHECK(api.command(token, "set_ready").status == 200);
      if (token == first) api.arrive(1, "5000");
      if (token == first) answer();
    }
  }

  const Contact& contact() const { return api.engine.core().state().contacts.begin()->second; }

  void answer() {
    const LegId leg = contact().ringing()->leg;
    api.engine.take(SeeAnswer{.source = {.node = {1}}, .leg = leg});
  }

  std::string board(const std::string& token) { return api.get(token, "/api/v1/board").body; }
};

}  // namespace

TEST_CASE("transfer: a consultation is shown to both, and completed") {
  Talking floor;
  TestApi& api = floor.api;
  const HttpReply asked =
      api.command(floor.first, "transfer", R"({"contact":1,"to":"agent:1002","mode":"consult"})");
  CHECK(asked.status == 200);
  CHECK(has(asked.body, R"("kind":"second_asked","contact":1,"agent":"1002","asked_by":"1001")"));
  for (const std::string& token : {floor.first, floor.second}) {
    CHECK(has(floor.board(token), R"("state":"consulting","agent":"1001")"));
    CHECK(has(floor.board(token), R"("second":{"agent":"1002","state":"ringing")"));
  }
  floor.answer();
  CHECK(has(floor.board(floor.second), R"("second":{"agent":"1002","state":"talking")"));
  CHECK(api.command(floor.first, "conference", R"({"contact":1,"to":"agent:1002"})").status == 200);
  CHECK(has(floor.board(floor.second), R"("state":"conferencing","agent":"1001")"));
  CHECK(api.command(floor.first, "transfer", R"({"contact":1,"to":"agent:1002"})").status == 200);
  for (const std::string& token : {floor.first, floor.second}) {
    CHECK(has(floor.board(token), R"("state":"connected","agent":"1002")"));
    CHECK(has(floor.board(token), R"("second":null,"taken_over_by":null,"transferred_by":"1001")"));
  }
  CHECK(has(api.get(floor.first, "/api/v1/contacts/1").body, R"("agents":["1001","1002"])"));
  CHECK(api.command(floor.first, "finish_wrap_up", R"({"contact":1})").status == 200);
}

TEST_CASE("transfer: what it says of what is wrong") {
  Talking floor;
  TestApi& api = floor.api;
  const auto says = [&](const std::string& name, const std::string& body,
                        std::string_view sentence) {
    const HttpReply reply = api.command(floor.first, name, body);
    CAPTURE(reply.body);
    CHECK(has(reply.body, sentence));
    return reply.status;
  };
  CHECK(says("transfer", R"({"contact":1})", "\\\"to\\\" is missing.") == 400);
  CHECK(says("transfer", R"({"contact":1,"to":"1002"})", "such as") == 400);
  CHECK(says("transfer", R"({"contact":1,"to":"team:norte"})", "such as") == 400);
  CHECK(says("transfer", R"({"contact":1,"to":"agent:1002","mode":"warm"})", "blind, consult") ==
        400);
  CHECK(says("conference", R"({"contact":1,"to":"queue:soporte"})", "must name an agent") == 400);
  CHECK(says("end_consult", R"({"contact":1,"to":"agent:1002"})", "Unknown field") == 400);
  CHECK(says("transfer", R"({"contact":1,"to":"queue:none"})", "queue_not_found") == 409);
  CHECK(says("transfer", R"({"contact":1,"to":"agent:none"})", "agent_not_found") == 409);
  CHECK(says("transfer", R"({"contact":1,"to":"agent:1003"})", "agent_not_ready") == 409);
  CHECK(says("end_consult", R"({"contact":1})", "second_not_there") == 409);
  // Nobody talks in another's name.
  const std::string admin = api.sign_in("admin");
  CHECK(
      api.command(admin, "transfer", R"({"agent":"1001","contact":1,"to":"agent:1002"})").status ==
      403);
}

}  // namespace relevo
