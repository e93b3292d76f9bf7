#include "voice/web/ice.h"

#include <doctest/doctest.h>

#include "base/prng.h"
#include "voice/web/browser_test.h"

namespace relevo::voice {

namespace {

constexpr Endpoint here{0x7F000001, 40000};
constexpr Endpoint there{0xC0A80105, 50000};
constexpr Time soon{1'000'000};

}  // namespace

TEST_CASE("ice: each leg has credentials of its own, of the length that browsers ask for") {
  const auto a = new_ice_credentials();
  const auto b = new_ice_credentials();
  CHECK(a.fragment.size() == 8);
  CHECK(a.password.size() == 32);
  CHECK(a.fragment != b.fragment);
  CHECK(a.password != b.password);
}

TEST_CASE("ice: a check is answered with where it came from, and a nominated pair is taken") {
  IceLite ice{{.fragment = "ours", .password = "a-password-of-22-letters"}, "them"};
  CHECK(ice.peer().port == 0);
  const Check check{.user = "ours:them", .password = ice.ours().password};
  const auto reply = ice.take(written(check), here, soon);
  REQUIRE(reply);
  CHECK(ice.peer() == here);
  CHECK_FALSE(ice.nominated());
  CHECK(ice.checked_at() == soon);

  mbuf* buffer = mbuf_alloc(reply->size());
  mbuf_write_mem(buffer, reply->data(), reply->size());
  buffer->pos = 0;
  stun_msg* answer = nullptr;
  REQUIRE(stun_msg_decode(&answer, buffer, nullptr) == 0);
  CHECK(stun_msg_class(answer) == STUN_CLASS_SUCCESS_RESP);
  CHECK(std::equal(transaction, transaction + STUN_TID_SIZE, stun_msg_tid(answer)));
  CHECK(stun_msg_chk_fingerprint(answer) == 0);
  CHECK(stun_msg_chk_mi(answer, reinterpret_cast<const std::uint8_t*>(check.password.data()),
                        check.password.size()) == 0);
  const stun_attr* mapped = stun_msg_attr(answer, STUN_ATTR_XOR_MAPPED_ADDR);
  REQUIRE(mapped != nullptr);
  CHECK(sa_in(&mapped->v.xor_mapped_addr) == here.address);
  CHECK(sa_port(&mapped->v.xor_mapped_addr) == here.port);
  mem_deref(answer);
  mem_deref(buffer);

  Check nominating = check;
  nominating.nominates = true;
  REQUIRE(ice.take(written(check), there, soon));
  CHECK(ice.peer() == there);
  REQUIRE(ice.take(written(nominating), here, soon));
  CHECK(ice.nominated());
  CHECK(ice.peer() == here);
  // Another network: the pair that was nominated last is the one in use.
  REQUIRE(ice.take(written(nominating), there, soon + seconds(1)));
  CHECK(ice.peer() == there);
  REQUIRE(ice.take(written(check), here, soon + seconds(2)));
  CHECK(ice.peer() == there);
  CHECK(ice.checked_at() == soon + seconds(1));  // It says nothing about the pair in use.
}

TEST_CASE("ice: a browser that checks from elsewhere alone is there now, without a nomination") {
  IceLite ice{{.fragment = "ours", .password = "a-password-of-22-letters"}, "them"};
  Check check{.user = "ours:them", .password = ice.ours().password, .nominates = true};
  REQUIRE(ice.take(written(check), here, soon));
  check.nominates = false;
  const Time quiet = soon + IceLite::peer_quiet_max;
  REQUIRE(ice.take(written(check), there, quiet));
  CHECK(ice.peer() == here);
  CHECK(ice.checked_at() == soon);
  REQUIRE(ice.take(written(check), there, quiet + milliseconds(1)));
  CHECK(ice.peer() == there);
  CHECK(ice.checked_at() == quiet + milliseconds(1));
}

TEST_CASE("ice: whoever does not know both names and our password is not answered") {
  IceLite ice{{.fragment = "ours", .password = "a-password-of-22-letters"}, "them"};
  const Check good{.user = "ours:them", .password = ice.ours().password, .nominates = true};
  Check bad = good;
  bad.user = "ours:other";
  CHECK_FALSE(ice.take(written(bad), here, soon));
  bad.user = "ours:the";
  CHECK_FALSE(ice.take(written(bad), here, soon));
  bad.user = "ours:them2";
  CHECK_FALSE(ice.take(written(bad), here, soon));
  bad = good;
  bad.password = "another-password-of-them";
  CHECK_FALSE(ice.take(written(bad), here, soon));
  bad = good;
  bad.leads = false;
  CHECK_FALSE(ice.take(written(bad), here, soon));
  bad = good;
  bad.method = STUN_METHOD_ALLOCATE;
  CHECK_FALSE(ice.take(written(bad), here, soon));
  bad = good;
  bad.fingerprint = false;
  CHECK_FALSE(ice.take(written(bad), here, soon));
  CHECK(ice.peer().port == 0);
  CHECK(ice.checked_at() == Time{});
}

TEST_CASE("ice: damaged checks are not answered and break nothing") {
  IceLite ice{{.fragment = "ours", .password = "a-password-of-22-letters"}, "them"};
  const Bytes whole = written({.user = "ours:them", .password = ice.ours().password});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK_FALSE(ice.take(std::span{whole}.first(size), here, soon));
  }
  Bytes more = whole;
  more.insert(more.end(), {0x80, 0x22, 0, 0});  // Behind its fingerprint.
  CHECK_FALSE(ice.take(more, here, soon));
  Prng prng{11};
  for (std::size_t at = 0; at < whole.size(); ++at) {
    Bytes damaged = whole;
    damaged[at] ^= static_cast<std::uint8_t>(1 + prng.below(255));
    CHECK_FALSE(ice.take(damaged, here, soon));
  }
}

}  // namespace relevo::voice
