#include "app/account_book.h"

#include <doctest/doctest.h>

#include "records/temp_folder.h"

namespace relevo {

namespace {

void keep_secret(const DataPaths& paths, char digit) {
  auto secrets = records::Secrets::open(paths.secrets, paths.secrets_key);
  REQUIRE(secrets);
  const std::string ha1(decltype(link::Account::ha1)::size_max, digit);
  REQUIRE(secrets->put_all({{.name = "device/1001", .secret = records::Secret{ha1}}}));
}

char told(const AccountBook& book) {
  const link::Accounts accounts = book.accounts();
  REQUIRE(accounts.accounts.size() == 1);
  return accounts.accounts.front().ha1.view().front();
}

}  // namespace

TEST_CASE("account book: a secret that is kept is told once it is in force, and not before") {
  const records::TempFolder folder;
  const auto paths = data_paths(folder / "data");
  REQUIRE(paths);
  keep_secret(*paths, 'a');
  auto secrets = records::Secrets::open(paths->secrets, paths->secrets_key);
  REQUIRE(secrets);
  AccountBook book{*paths, std::move(*secrets)};
  Operation operation;
  operation.agents.push_back({.id = {1}, .code = "1001"});
  book.set_operation(std::make_shared<const Operation>(operation));
  CHECK(told(book) == 'a');
  keep_secret(*paths, 'b');
  CHECK(told(book) == 'a');
  REQUIRE(book.read_secrets());
  CHECK(told(book) == 'b');
}

TEST_CASE("account book: what cannot be read changes nothing") {
  const records::TempFolder folder;
  const auto paths = data_paths(folder / "data");
  REQUIRE(paths);
  keep_secret(*paths, 'a');
  auto secrets = records::Secrets::open(paths->secrets, paths->secrets_key);
  REQUIRE(secrets);
  AccountBook book{*paths, std::move(*secrets)};
  Operation operation;
  operation.agents.push_back({.id = {1}, .code = "1001"});
  book.set_operation(std::make_shared<const Operation>(operation));
  records::write_bytes(paths->secrets, "no sealed store");
  CHECK_FALSE(book.read_secrets());
  CHECK(told(book) == 'a');
}

}  // namespace relevo
