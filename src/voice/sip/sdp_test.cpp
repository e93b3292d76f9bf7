#include "voice/sip/sdp.h"

#include <doctest/doctest.h>

#include "base/prng.h"

namespace relevo::voice {

namespace {

const std::string head = "v=0\r\no=u 1 1 IN IP4 10.0.0.7\r\ns=-\r\nc=IN IP4 10.0.0.7\r\nt=0 0\r\n";

const LocalDescription local{.address = "10.0.0.1", .port = 20000, .session = 5, .version = 2};

bool has(const std::string& text, const std::string& line) {
  return text.find(line + "\r\n") != std::string::npos;
}

}  // namespace

TEST_CASE("read_sdp: their first codec of ours, their events, their direction") {
  const auto read = read_sdp(head +
                             "m=audio 4000 RTP/AVP 18 8 0 96\r\na=rtpmap:18 G729/8000\r\n"
                             "a=rtpmap:96 telephone-event/8000\r\na=sendonly\r\n");
  REQUIRE(read);
  CHECK(read->remote.address == "10.0.0.7");
  CHECK(read->remote.port == 4000);
  CHECK(read->remote.codec == Codec::pcma);
  CHECK(read->remote.event_type == 96);
  CHECK(read->remote.they_send);
  CHECK_FALSE(read->remote.they_receive);
}

TEST_CASE("make_answer: mirrors the direction, refuses the other lines, keeps their order") {
  const auto offer = read_sdp(head +
                              "m=video 5000 RTP/AVP 97\r\na=rtpmap:97 VP8/90000\r\n"
                              "m=audio 4000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"
                              "a=sendonly\r\nm=audio 4002 RTP/AVP 0\r\n");
  REQUIRE(offer);
  const std::string answer = make_answer(local, *offer);
  CHECK(has(answer, "o=relevo 5 2 IN IP4 10.0.0.1"));
  const auto video = answer.find("m=video 0 RTP/AVP 97\r\n");
  const auto audio = answer.find("m=audio 20000 RTP/AVP 0 101\r\n");
  const auto second = answer.find("m=audio 0 RTP/AVP 0\r\n");
  CHECK(video != std::string::npos);
  CHECK(audio != std::string::npos);
  CHECK(second != std::string::npos);
  CHECK(video < audio);
  CHECK(audio < second);
  CHECK(has(answer, "a=recvonly"));
  CHECK(has(answer, "a=rtpmap:101 telephone-event/8000"));
}

TEST_CASE("read_sdp: hold in its three ways") {
  const std::string audio = "m=audio 4000 RTP/AVP 0\r\n";
  const auto inactive = read_sdp(head + audio + "a=inactive\r\n");
  REQUIRE(inactive);
  CHECK_FALSE(inactive->remote.they_send);
  CHECK_FALSE(inactive->remote.they_receive);
  CHECK(has(make_answer(local, *inactive), "a=inactive"));
  const auto zero = read_sdp(
      "v=0\r\no=u 1 1 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\n"
      "t=0 0\r\n" +
      audio);
  REQUIRE(zero);
  CHECK_FALSE(zero->remote.they_receive);
  const auto resumed = read_sdp(head + audio);
  REQUIRE(resumed);
  CHECK(resumed->remote.they_send);
  CHECK(resumed->remote.they_receive);
}

TEST_CASE("make_offer can be read by ourselves") {
  const auto read = read_sdp(make_offer(local));
  REQUIRE(read);
  CHECK(read->remote.address == "10.0.0.1");
  CHECK(read->remote.port == 20000);
  CHECK(read->remote.event_type == 101);
}

TEST_CASE("read_sdp: what we do not speak is refused, not misread") {
  CHECK_FALSE(read_sdp(""));
  CHECK_FALSE(read_sdp("rubbish"));
  CHECK_FALSE(read_sdp(std::string(sdp_bytes_max + 1, 'v')));
  CHECK_FALSE(read_sdp(head));
  CHECK_FALSE(read_sdp(head + "m=audio 0 RTP/AVP 0\r\n"));
  CHECK_FALSE(read_sdp(head + "m=audio 4000 RTP/SAVP 0\r\n"));
  CHECK_FALSE(read_sdp(head + "m=audio 4000 RTP/AVP 18\r\na=rtpmap:18 G729/8000\r\n"));
  for (const char* address : {"media.example.com", "10.0.0", "224.0.0.1", "255.255.255.255"}) {
    const std::string at = std::string("v=0\r\no=u 1 1 IN IP4 10.0.0.7\r\ns=-\r\nc=IN IP4 ") +
                           address + "\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";
    CHECK_FALSE_MESSAGE(read_sdp(at), address);
  }
  // Each of these kept sofia's parser busy for ever.
  CHECK_FALSE(read_sdp(head + "m=audio 4000 RTPaAVP 0 \xF6 101\r\n"));
  CHECK_FALSE(read_sdp(head + "m=audio 4000 XYZ (\r\n"));
  // A slash that divides nothing: our refusal of the line could not be read.
  for (const char* line : {"4000 /TP/AVP 0", "4000 RTP//AVP 0", "4000 RTP/ 0", "/2 RTP/AVP 0",
                           "4000/ RTP/AVP 0", "4000 RTP/", "40/0/2 RTP/AVP 9"}) {
    CHECK_FALSE(read_sdp(head + "m=audio " + line + "\r\nm=audio 4000 RTP/AVP 0\r\n"));
  }
  CHECK(read_sdp(head + "m=audio 4000/2 RTP/AVP 0\r\n"));
  std::string many = head;
  for (std::size_t i = 0; i <= sdp_media_lines_max; ++i) many += "m=audio 4000 RTP/AVP 0\r\n";
  CHECK_FALSE(read_sdp(many));
}

TEST_CASE("read_sdp: damaged descriptions never break it") {
  const std::string whole = head +
                            "m=audio 4000 RTP/AVP 0 8 101\r\na=rtpmap:101 "
                            "telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n";
  Prng prng{7};
  for (int i = 0; i < 2000; ++i) {
    std::string damaged = whole.substr(0, prng.below(whole.size() + 1));
    for (std::uint64_t change = prng.below(4); change > 0 && !damaged.empty(); --change) {
      damaged[prng.below(damaged.size())] = static_cast<char>(prng.below(256));
    }
    if (const auto read = read_sdp(damaged)) CHECK_FALSE(make_answer(local, *read).empty());
  }
}

}  // namespace relevo::voice
