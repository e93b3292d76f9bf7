// An operation that is applied or refused: what of its names and secrets stays.
#include <doctest/doctest.h>

#include <future>

#include "api/testing.h"
#include "records/password.h"
#include "records/records.h"
#include "records/secrets.h"

namespace relevo {

using testing::has;
using testing::TestApi;

namespace {

/// An operation of nobody but the administrator and, where asked, agent 1001.
std::string body_of(const std::string& agent_name) {
  std::string file =
      R"([operation]\ncode = \"demo\"\n[[user]]\ncode = \"admin\"\nname = \"Ada\"\n)"
      R"(roles = [\"admin\", \"coordinator\"]\npassword = \"correct horse battery\"\n)"
      R"([[site]]\ncode = \"centro\"\n[[team]]\ncode = \"uno\"\ncoordinator = \"admin\"\n)";
  if (!agent_name.empty()) {
    file += R"([[agent]]\ncode = \"1001\"\nsite = \"centro\"\nteam = \"uno\"\nname = \")" +
            agent_name + R"(\"\n)";
  }
  return R"({"sources":[{"name":"a.toml","text":")" + file + R"("}],"base_version":)";
}

bool has_password(const TestApi& api) {
  const auto secrets = records::Secrets::open(api.file("secrets"), api.file("secrets.key"));
  REQUIRE(secrets.has_value());
  return secrets->get("password/admin").has_value();
}

std::size_t users_named(const TestApi& api) {
  auto store = records::Records::open(api.file("records.db"));
  REQUIRE(store.has_value());
  return store->names("users").value().size();
}

}  // namespace

TEST_CASE("apply_operation: what the core refuses leaves names and secrets as they were") {
  TestApi api;
  const std::string admin = api.sign_in("admin");
  CHECK(api.command(api.sign_in("1001"), "sign_in_agent").status == 200);
  const HttpReply refused = api.command(admin, "apply_operation", body_of("") + "1}");
  INFO(refused.body);
  CHECK(has(refused.body, R"("reject":"in_use")"));
  CHECK(api.secrets_changes == 0);
  CHECK_FALSE(has_password(api));
  CHECK(users_named(api) == 0);
  api.engine.overloaded = true;
  CHECK(api.command(admin, "apply_operation", body_of("Lía") + "1}").status == 503);
  CHECK_FALSE(has_password(api));
  api.engine.overloaded = false;
  const HttpReply applied = api.command(admin, "apply_operation", body_of("Lía") + "1}");
  INFO(applied.body);
  CHECK(applied.status == 200);
  CHECK(api.secrets_changes == 1);
  CHECK(has_password(api));
  CHECK(users_named(api) == 1);
}

TEST_CASE("apply_operation: a repeated key does not bring older names and secrets back") {
  TestApi api;
  const std::string admin = api.sign_in("admin");
  CHECK(api.command(admin, "apply_operation", body_of("Lía") + "1}", "k").status == 200);
  CHECK(api.command(admin, "apply_operation", body_of("Mía") + "2}").status == 200);
  CHECK(api.command(admin, "apply_operation", body_of("Lía") + "1}", "k").status == 200);
  CHECK(api.secrets_changes == 2);
  auto store = records::Records::open(api.file("records.db"));
  const auto names = store->names("agents").value();
  REQUIRE(names.size() == 1);
  CHECK(names.front().name == "Mía");
  // Read on the worker after each: there once something else has been through it.
  CHECK(has(api.get(admin, "/api/v1/board").body, R"("id":"1001","name":"Mía")"));
}

TEST_CASE("apply_operation: one at a time") {
  TestApi api;
  const std::string admin = api.sign_in("admin");
  const HttpRequest request{.method = "POST",
                            .path = "/api/v1/commands/apply_operation",
                            .body = body_of("") + R"(1,"dry_run":true})",
                            .authorization = "Bearer " + admin};
  int first = 0;
  api.handler().on_request(request, [&](const HttpReply& reply) { first = reply.status; });
  CHECK(api.send(request).status == 503);
  for (int tries = 0; first == 0 && tries < 100; ++tries) {
    api.try_sign_in("nobody", "x");  // Goes through the worker behind it.
  }
  CHECK(first == 200);
  CHECK(api.send(request).status == 200);
}

TEST_CASE("apply_operation: what a start keeps is used, and others may apply, once it is judged") {
  TestApi api{true};
  const std::string admin = api.sign_in("admin");
  {
    auto store = records::Records::open(api.file("records.db"));
    REQUIRE(store.has_value());
    REQUIRE(store->put_names("agents", {{.code = "1001", .name = "Eva"}}));
    auto secrets = records::Secrets::open(api.file("secrets"), api.file("secrets.key"));
    REQUIRE(secrets.has_value());
    const auto hash = records::hash_password("a password of the start");
    REQUIRE(hash);
    REQUIRE(secrets->put_all({{.name = "password/s01", .secret = records::Secret{*hash}}}));
  }
  const auto may_apply = [&] {
    return api.command(admin, "apply_operation", body_of("Lía") + R"(1,"dry_run":true})").status;
  };
  const auto is_named = [&] {
    return has(api.get(admin, "/api/v1/board").body, R"("id":"1001","name":"Eva")");
  };
  CHECK(may_apply() == 503);
  CHECK_FALSE(is_named());
  CHECK(api.try_sign_in("s01", "a password of the start").status == 401);

  auto taken = std::async(std::launch::async, [&] { return api.handler().take_stores(); });
  for (int tries = 0; may_apply() == 503 && tries < 100; ++tries) {
    api.try_sign_in("nobody", "x");  // Goes through the worker behind it.
  }
  CHECK(taken.get());
  CHECK(may_apply() == 200);
  CHECK(is_named());
  CHECK(api.try_sign_in("s01", "a password of the start").status == 200);
  // What an administrator applies goes beside it, not over it.
  CHECK(api.command(admin, "apply_operation", body_of("Lía") + "1}").status == 200);
  const auto secrets = records::Secrets::open(api.file("secrets"), api.file("secrets.key"));
  CHECK(secrets.value().get("password/s01"));
  CHECK(has_password(api));
}

}  // namespace relevo
