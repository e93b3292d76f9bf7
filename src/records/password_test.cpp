#include "records/password.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace relevo::records {

TEST_CASE("hash_password: its own password fits, no other does") {
  const auto hash = hash_password("correct horse");
  REQUIRE(hash);
  CHECK(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  CHECK(verify_password(*hash, "correct horse"));
  CHECK_FALSE(verify_password(*hash, "correct horsf"));
  CHECK_FALSE(verify_password(*hash, ""));
  CHECK_FALSE(verify_password(*hash, {}));
  CHECK(*hash_password("correct horse") != *hash);  // The salt.
}

TEST_CASE("verify_password: what is no hash fits nothing") {
  CHECK_FALSE(verify_password("", ""));
  CHECK_FALSE(verify_password("correct horse", "correct horse"));
  CHECK_FALSE(verify_password(std::string(10'000, '$'), "x"));
}

TEST_CASE("hash_password: a password has a limit") {
  const std::string longest(password_bytes_max, 'a');
  const auto hash = hash_password(longest);
  REQUIRE(hash);
  CHECK(verify_password(*hash, longest));
  const auto refused = hash_password(longest + 'a');
  REQUIRE(!refused);
  CHECK(refused.error().kind == Fault::Kind::limit);
  CHECK_FALSE(verify_password(*hash, longest + 'a'));
}

TEST_CASE("needs_rehash: another cost, or no hash") {
  const auto hash = hash_password("correct horse");
  REQUIRE(hash);
  CHECK_FALSE(needs_rehash(*hash));
  std::string cheaper = *hash;
  cheaper.replace(cheaper.find("t=2"), 3, "t=1");
  CHECK(needs_rehash(cheaper));
  CHECK(needs_rehash("correct horse"));
  CHECK(needs_rehash(std::string(10'000, '$')));
}

// Expected: printf 'USER:REALM:SECRET' | md5sum. The first is the user of RFC 2617, section 3.5.
TEST_CASE("digest_ha1: known values") {
  CHECK(digest_ha1("Mufasa", "testrealm@host.com", "Circle Of Life") ==
        "939e7578ed9e3c518a452acee763bce9");
  CHECK(digest_ha1("1001", "relevo", "demo-1001") == "801f77521667ada4588512e50d8816d5");
}

TEST_CASE("digest_ha1: a colon would make one user's value another's") {
  CHECK(digest_ha1("a:b", "c", "d").error().kind == Fault::Kind::input);
  CHECK(digest_ha1("a", "b:c", "d"));
}

TEST_CASE("random_password: long, readable, never twice") {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string password = random_password();
    CHECK(password.size() == 20);
    CHECK(password.find_first_not_of("abcdefghijkmnpqrstuvwxyz23456789") == std::string::npos);
    seen.insert(password);
  }
  CHECK(seen.size() == 1000);
}

TEST_CASE("random_bytes: as many as asked for") {
  CHECK(random_bytes(0).empty());
  CHECK(random_bytes(32).size() == 32);
  CHECK(random_bytes(32) != random_bytes(32));
}

}  // namespace relevo::records
