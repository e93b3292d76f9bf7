// Users and teams: who may sign in as what, and who looks after whom.
#include "base/enum_name.h"
#include "operation/reading.h"

namespace relevo::operation {

namespace {

constexpr Range span{1, 1'000};
constexpr Range secret_bytes{12, 128};
constexpr Range shown_bytes{1, 64};

void read_roles(const Table& table, UserSetup& user) {
  constexpr std::string_view right =
      "write coordinator, supervisor, director, command_center, quality, workforce or admin";
  table.require("roles", "[\"coordinator\"]");
  for (const Word& word : table.words("roles")) {
    const auto role = enum_from_name<Role>(word.text);
    if (!role) {
      return table.refuse(word.place, "roles",
                          "there is no role " + quoted(word.text) + "; " + std::string{right});
    }
    if (*role == Role::agent) {
      return table.refuse(word.place, "roles",
                          "`agent` comes with an [[agent]] alone; " + std::string{right});
    }
    user.roles |= 1U << static_cast<unsigned>(*role);
  }
}

void read_user_campaigns(const Reading& reading, const Table& table, UserSetup& user) {
  if (!table.has("campaigns")) return;
  if (!user.has(Role::director)) {
    return table.refuse("campaigns",
                        "are a director's; leave them out, or add \"director\" to the roles");
  }
  for (const Word& word : table.words("campaigns")) {
    const Campaign* known = reading.campaigns.refer(table, "campaigns", word.place, word.text);
    if (known == nullptr) return;
    user.campaigns.push_back(known->id);
  }
}

}  // namespace

std::optional<std::string> read_name(const Table& table) {
  const auto name = table.text("name", name_bytes);
  return name ? std::optional{std::string{*name}} : std::nullopt;
}

ShownNames read_shown_names(const Table& table) {
  table.require("name_es", "\"...\"");
  table.require("name_en", "\"...\"");
  return {.es = table.text("name_es", shown_bytes).value_or(""),
          .en = table.text("name_en", shown_bytes).value_or("")};
}

std::optional<std::string> read_secret(const Reading& reading, const Table& table,
                                       std::string_view key) {
  if (table.has(key) && reading.result.document.demo) {
    table.refuse(key,
                 "is given in a demo operation, where it is `demo-` and the code; leave it "
                 "out");
    return std::nullopt;
  }
  const auto secret = table.text(key, secret_bytes);
  return secret ? std::optional{std::string{*secret}} : std::nullopt;
}

void read_users(Reading& reading) {
  for (const Table& table : reading.sections.all("user")) {
    const std::string_view code = table.code("code");
    table.require("name", "\"...\"");
    const auto name = read_name(table);
    const auto password = read_secret(reading, table, "password");
    if (reading.fault.found()) return;
    UserSetup* user = reading.users.take(table, "code", table.place_of("code"), code);
    if (user == nullptr) return;
    read_roles(table, *user);
    read_user_campaigns(reading, table, *user);
    reading.result.user_names.push_back({user->code, name.value_or("")});
    if (password) reading.result.passwords.push_back({user->code, *password});
  }
}

void read_teams(Reading& reading) {
  for (const Table& table : reading.sections.all("team")) {
    const std::string_view code = table.code("code");
    const std::string_view coordinator = table.code("coordinator");
    table.whole("span", span, 10);
    if (reading.fault.found()) return;
    const Place at = table.place_of("coordinator");
    const UserSetup* user = reading.users.refer(table, "coordinator", at, coordinator);
    Team* team = reading.teams.take(table, "code", table.place_of("code"), code);
    if (user == nullptr || team == nullptr) return;
    if (!user->has(Role::coordinator)) {
      return table.refuse("coordinator", "user " + quoted(coordinator) +
                                             " is no coordinator; add \"coordinator\" to the "
                                             "user's roles, or name another");
    }
    team->coordinator = user->id;
  }
}

}  // namespace relevo::operation
