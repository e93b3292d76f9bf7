#include "voice/sip/digest.h"

#include <doctest/doctest.h>

namespace relevo::voice {

TEST_CASE("digest: the example of RFC 2617, 3.5") {
  DigestAnswer answer;
  for (const char* parameter :
       {"username=\"Mufasa\"", "realm=\"testrealm@host.com\"",
        "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"", "uri=\"/dir/index.html\"", "qop=auth",
        "nc=00000001", "cnonce=\"0a4f113b\"", "opaque=\"x\"", "rubbish"}) {
    read_digest_parameter(parameter, answer);
  }
  CHECK(answer.username == "Mufasa");
  const std::string ha1 = md5_hex("Mufasa:testrealm@host.com:Circle Of Life");
  CHECK(ha1 == "939e7578ed9e3c518a452acee763bce9");
  CHECK(digest_response(ha1, "GET", answer) == "6629fae49393a05397450978507c4ef1");
}

namespace {

const std::string source = "192.0.2.7";

DigestAnswer right_answer(const DigestGuard& guard, const std::string& nonce,
                          const std::string& ha1) {
  DigestAnswer answer{.username = "1001", .realm = guard.realm(), .nonce = nonce, .uri = "sip:x"};
  answer.response = digest_response(ha1, "REGISTER", answer);
  return answer;
}

}  // namespace

TEST_CASE("digest: a nonce is good for a minute and then stale") {
  const DigestGuard guard{"relevo"};
  const std::string ha1 = md5_hex("1001:relevo:secret");
  const Time start{seconds(100).us};
  const DigestAnswer answer = right_answer(guard, guard.new_nonce(source, start), ha1);
  CHECK(guard.judge(answer, {ha1, "REGISTER", source}, start) == Verdict::right);
  CHECK(guard.judge(answer, {ha1, "REGISTER", source}, start + DigestGuard::nonce_life) ==
        Verdict::right);
  CHECK(guard.judge(answer, {ha1, "REGISTER", source},
                    start + DigestGuard::nonce_life + microseconds(1)) == Verdict::stale);
  CHECK(guard.judge(answer, {ha1, "INVITE", source}, start) == Verdict::wrong);
}

TEST_CASE("digest: a nonce of somebody else is never right") {
  const DigestGuard guard{"relevo"};
  const DigestGuard other{"relevo"};
  const std::string ha1 = md5_hex("1001:relevo:secret");
  const Time start{seconds(100).us};
  for (const std::string& nonce : {other.new_nonce(source, start), std::string{},
                                   std::string{"abc.def"}, std::string{"100000000."}}) {
    CHECK(guard.judge(right_answer(guard, nonce, ha1), {ha1, "REGISTER", source}, start) ==
          Verdict::stale);
  }
}

TEST_CASE("digest: a nonce that was given to another address is stale there, not wrong") {
  const DigestGuard guard{"relevo"};
  const std::string ha1 = md5_hex("1001:relevo:secret");
  const Time start{seconds(100).us};
  const DigestAnswer answer = right_answer(guard, guard.new_nonce(source, start), ha1);
  CHECK(guard.judge(answer, {ha1, "REGISTER", "192.0.2.8"}, start) == Verdict::stale);
  CHECK(guard.judge(answer, {ha1, "REGISTER", source}, start) == Verdict::right);
}

TEST_CASE("digest: to a nonce that is not of now any answer is stale, however wrong") {
  const DigestGuard guard{"relevo"};
  const std::string ha1 = md5_hex("1001:relevo:secret");
  const Time start{seconds(100).us};
  const Time later = start + DigestGuard::nonce_life + seconds(1);
  DigestAnswer invented{.username = "1001", .realm = "relevo", .nonce = "100000000.00"};
  invented.response = "00000000000000000000000000000000";
  CHECK(guard.judge(invented, {ha1, "REGISTER", source}, start) == Verdict::stale);
  invented.realm = "elsewhere";
  CHECK(guard.judge(invented, {ha1, "REGISTER", source}, start) == Verdict::stale);
  DigestAnswer old = right_answer(guard, guard.new_nonce(source, start), ha1);
  old.response = invented.response;
  CHECK(guard.judge(old, {ha1, "REGISTER", source}, later) == Verdict::stale);
  CHECK(guard.judge(old, {ha1, "REGISTER", source}, start) == Verdict::wrong);
}

TEST_CASE("digest: wrong secret, realm, algorithm or protection") {
  const DigestGuard guard{"relevo"};
  const std::string ha1 = md5_hex("1001:relevo:secret");
  const Time start{seconds(100).us};
  const DigestAnswer answer = right_answer(guard, guard.new_nonce(source, start), ha1);
  CHECK(guard.judge(answer, {md5_hex("1001:relevo:other"), "REGISTER", source}, start) ==
        Verdict::wrong);
  DigestAnswer changed = answer;
  changed.realm = "elsewhere";
  CHECK(guard.judge(changed, {ha1, "REGISTER", source}, start) == Verdict::wrong);
  changed = answer;
  changed.algorithm = "SHA-256";
  CHECK(guard.judge(changed, {ha1, "REGISTER", source}, start) == Verdict::wrong);
  changed = answer;
  changed.qop = "auth-int";
  CHECK(guard.judge(changed, {ha1, "REGISTER", source}, start) == Verdict::wrong);
  changed = answer;
  changed.response.clear();
  CHECK(guard.judge(changed, {ha1, "REGISTER", source}, start) == Verdict::wrong);
}

}  // namespace relevo::voice
