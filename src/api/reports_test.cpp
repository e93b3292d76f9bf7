// Reports as they are asked for: the figures of GET /indicators, who sees which, what is refused.
#include <doctest/doctest.h>

#include "api/testing.h"

namespace relevo {

using testing::has;
using testing::TestApi;

namespace {

struct Worked : testing::HandledContact {
  std::string boss = api.sign_in("s01");

  Worked() : HandledContact("resuelta") {}

  HttpReply get(const std::string& token, const std::string& what) {
    return api.get(token, "/api/v1/reports" + what);
  }
};

}  // namespace

TEST_CASE("reports: which there are, in both languages") {
  Worked floor;
  const HttpReply all = floor.get(floor.agent, "");
  CHECK(has(all.body, R"({"name":"queue_intervals","title":{"en":"Queues by interval")"));
  CHECK(has(all.body, R"("by":"queue","has_steps":true)"));
  CHECK(has(all.body, R"("name":"contacts")"));
}

TEST_CASE("reports: queues by interval, times as on the clocks of the operation") {
  Worked floor;
  const HttpReply today = floor.get(floor.boss, "/queue_intervals");
  CHECK(today.status == 200);
  CHECK(has(today.body, R"("time_zone":"America/Mexico_City")"));
  CHECK(has(today.body, R"({"name":"offered","kind":"count","title":{"en":"Offered")"));
  CHECK(has(today.body, R"(["soporte","2023-11-14 16:00:00","2023-11-14 16:30:00",1,1,0,0,0.0000,)"
                        R"(1.0000,5000,)"));
  CHECK(has(floor.get(floor.boss, "/queue_intervals?step=1h").body,
            R"("2023-11-14 16:00:00","2023-11-14 17:00:00",1,1)"));
  CHECK(has(floor.get(floor.boss, "/queue_intervals?of=sales-en").body, R"("rows":[])"));
  CHECK(has(floor.get(floor.boss, "/queue_intervals?day=yesterday").body,
            R"(["soporte","2023-11-13 00:00:00","2023-11-13 00:30:00",0,0,0,0,null,null,)"));
  CHECK_FALSE(has(today.body, R"("2023-11-14 16:30:00","2023-11-14 17:00:00")"));
}

TEST_CASE("reports: an agent's day, for who may see them") {
  Worked floor;
  const std::string row =
      R"(["1001",null,"equipo-1","2023-11-14 16:13:20",null,0,75000,null,75000,)"
      R"(0.9333,1,70000,60000,0,)";
  CHECK(has(floor.get(floor.boss, "/agent_day").body, row));
  CHECK(has(floor.get(floor.agent, "/agent_day").body, row));
  CHECK(has(floor.get(floor.api.sign_in("1002"), "/agent_day").body, R"("rows":[])"));
  CHECK(has(floor.get(floor.boss, "/agent_day?day=yesterday").body, R"("rows":[])"));
  CHECK(floor.api.command(floor.agent, "sign_out_agent").status == 200);
  CHECK(has(floor.get(floor.boss, "/attendance").body,
            R"(["1001",null,"equipo-1","2023-11-14 16:13:20","2023-11-14 16:14:35",75000])"));
  CHECK(has(floor.get(floor.boss, "/attendance?of=1002").body, R"("rows":[])"));
}

TEST_CASE("reports: a line for each contact, in words") {
  Worked floor;
  const HttpReply detail = floor.get(floor.boss, "/contacts?lang=en");
  CHECK(has(detail.body, R"(["1","2023-11-14 16:13:20","2023-11-14 16:14:35","soporte",)"
                         R"("soporte-norte","Handled","Solved","1001",5000,60000,0])"));
  CHECK(has(floor.get(floor.boss, "/contacts").body, R"("Atendida","Resuelta")"));
  CHECK(has(floor.get(floor.api.sign_in("1002"), "/contacts").body, R"("rows":[])"));
  CHECK(has(floor.get(floor.boss, "/contacts?of=sales-en").body, R"("rows":[])"));
}

TEST_CASE("reports: files of the same figures") {
  Worked floor;
  const HttpReply csv = floor.get(floor.boss, "/queue_intervals?format=csv&lang=en");
  CHECK(csv.content_type == "text/csv; charset=utf-8");
  CHECK(csv.headers.front().second == R"(attachment; filename="queue_intervals-2023-11-14.csv")");
  CHECK(has(csv.body,
            "\r\nsoporte,2023-11-14 16:00:00,2023-11-14 16:30:00,1,1,0,0,0.00%,"
            "100.00%,0:00:05,"));
  const HttpReply book = floor.get(floor.boss, "/agent_day?format=xlsx");
  CHECK(book.status == 200);
  CHECK(book.body.starts_with("PK"));
}

TEST_CASE("reports: what is none is refused in a sentence") {
  Worked floor;
  CHECK(floor.get(floor.boss, "/payroll").status == 404);
  struct Wrong {
    const char* query;
    const char* why;
  };
  for (const auto& [query, why] : {
           Wrong{"/agent_day?format=pdf", "is json, csv or xlsx."},
           Wrong{"/agent_day?lang=fr", "is es or en."},
           Wrong{"/agent_day?step=1h", "has no steps."},
           Wrong{"/agent_day?of=none", "There is no such agent."},
           Wrong{"/agent_day?day=tomorrow", "is today, yesterday or a date that has come"},
           Wrong{"/agent_day?day=2023-11-01", "go back 72 hours"},
           Wrong{"/queue_intervals?step=7m", "a multiple of it"},
       }) {
    const HttpReply reply = floor.get(floor.boss, query);
    CAPTURE(reply.body);
    CHECK(reply.status == 400);
    CHECK(has(reply.body, why));
  }
}

}  // namespace relevo
