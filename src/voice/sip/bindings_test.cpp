#include "voice/sip/bindings.h"

#include <doctest/doctest.h>

#include "voice/sip/trunks.h"

namespace relevo::voice {

namespace {

const Time start{seconds(1000).us};

Binding from(const std::string& call_id, std::uint32_t cseq, const std::string& hop = "sip:a:1") {
  return {.contact = {}, .next_hop = hop, .expires_at = {}, .call_id = call_id, .cseq = cseq};
}

Registering contact(int number, Duration expires = seconds(300)) {
  return {"sip:1001@10.0.0." + std::to_string(number), expires};
}

}  // namespace

TEST_CASE("bindings: a device registers, renews, expires") {
  Bindings bindings;
  CHECK(bindings.update("1001", {contact(1)}, from("x", 1), start) == Registered::done);
  CHECK(bindings.of("1001").size() == 1);
  CHECK(bindings.update("1001", {contact(1)}, from("x", 2), start + seconds(200)) ==
        Registered::done);
  CHECK(bindings.of("1001").size() == 1);
  CHECK(bindings.expire(start + seconds(499)).empty());
  CHECK(bindings.expire(start + seconds(500)) == std::vector<std::string>{"1001"});
  CHECK(bindings.of("1001").empty());
  CHECK(bindings.all().empty());
}

TEST_CASE("bindings: expiry has bounds") {
  Bindings bindings;
  CHECK(bindings.update("1001", {contact(1, seconds(59))}, from("x", 1), start) ==
        Registered::too_brief);
  CHECK(bindings.update("1001", {contact(1, hours(9))}, from("x", 1), start) == Registered::done);
  CHECK(bindings.of("1001")[0].expires_at == start + expires_max);
  CHECK(bindings.update("1001", {contact(1, seconds(0))}, from("x", 2), start) == Registered::done);
  CHECK(bindings.of("1001").empty());
}

TEST_CASE("bindings: a late older request of the same device changes nothing") {
  Bindings bindings;
  CHECK(bindings.update("1001", {contact(1)}, from("x", 5), start) == Registered::done);
  CHECK(bindings.update("1001", {contact(1, seconds(0))}, from("x", 5), start) ==
        Registered::out_of_order);
  CHECK(bindings.of("1001").size() == 1);
  CHECK(bindings.update("1001", {contact(1, seconds(0))}, from("y", 1), start) == Registered::done);
  CHECK(bindings.of("1001").empty());
}

TEST_CASE("bindings: a phone with another name at each start does not lock itself out") {
  for (const char* instance : {"<urn:uuid:1> ", ""}) {
    Bindings bindings;
    for (int i = 0; i < 30; ++i) {
      const Registering named{.contact = "sip:name" + std::to_string(i) + "@10.0.0.9:5060",
                              .expires = seconds(3600),
                              .instance = instance};
      CHECK(bindings.update("1001", {named}, from("x" + std::to_string(i), 1),
                            start + seconds(i)) == Registered::done);
    }
    CHECK(bindings.of("1001").size() == bindings_of_user_max);
    CHECK(bindings.of("1001").back().contact == "sip:name29@10.0.0.9:5060");
    CHECK(bindings.of("1001").front().contact == "sip:name22@10.0.0.9:5060");
  }
}

TEST_CASE("bindings: eight devices a user, all or nothing") {
  Bindings bindings;
  for (int i = 0; i < 8; ++i) {
    CHECK(bindings.update("1001", {contact(i)}, from("x" + std::to_string(i), 1), start) ==
          Registered::done);
  }
  CHECK(bindings.update("1001", {contact(0, seconds(0)), contact(8), contact(9)}, from("z", 1),
                        start) == Registered::too_many);
  CHECK(bindings.of("1001").size() == 8);
  CHECK(bindings.of("1001")[0].contact == "sip:1001@10.0.0.0");
}

TEST_CASE("bindings: a phone that restarted takes the place of its former self") {
  Bindings bindings;
  const auto take = [&bindings](const char* contact_uri, const char* call_id) {
    CHECK(bindings.update("1001", {{contact_uri, seconds(300)}}, from(call_id, 1), start) ==
          Registered::done);
    return bindings.of("1001").size();
  };
  CHECK(take("sip:1001@10.0.0.1:5060", "x") == 1);
  CHECK(take("sip:1001@10.0.0.1:5060;ob", "y") == 1);
  CHECK(take("sip:10.0.0.1:5060", "v") == 1);
  CHECK(take("sip:1001@10.0.0.1:5060", "w") == 1);
  CHECK(bindings.of("1001")[0].contact == "sip:1001@10.0.0.1:5060");
  // Two phones behind one proxy come the same way and are two.
  CHECK(take("sip:1001@10.0.0.2:5060", "z") == 2);
}

TEST_CASE("bindings: two phones that a border controller shows at its own address are two") {
  Bindings bindings;
  for (std::uint32_t cseq = 1; cseq <= 3; ++cseq) {
    for (const char* phone : {"a1", "b2"}) {
      CHECK(bindings.update("1001", {{"sip:" + std::string{phone} + "@10.0.0.9", seconds(300)}},
                            from(phone, cseq), start) == Registered::done);
    }
  }
  CHECK(bindings.of("1001").size() == 2);
}

TEST_CASE("bindings: a phone over TCP that reconnects is one device, however often") {
  Bindings bindings;
  for (std::uint32_t n = 1; n <= 20; ++n) {
    const std::string port = std::to_string(40'000 + n);
    CHECK(bindings.update("1001", {{"sip:1001@10.0.0.1:" + port + ";transport=tcp", seconds(300)}},
                          from("x", n, "sip:192.0.2.1:" + port + ";transport=tcp"),
                          start) == Registered::done);
    REQUIRE(bindings.of("1001").size() == 1);
  }
  CHECK(bindings.of("1001")[0].cseq == 20);
  // What was overtaken on the way brings nothing back.
  CHECK(bindings.update("1001", {{"sip:1001@10.0.0.1:40003;transport=tcp", seconds(300)}},
                        from("x", 3, bindings.of("1001")[0].next_hop),
                        start) == Registered::out_of_order);
  CHECK(bindings.of("1001")[0].cseq == 20);
}

TEST_CASE("bindings: a phone that counts anew from another place is no late request") {
  Bindings bindings;
  CHECK(bindings.update("1001", {contact(1)}, from("x", 900, "sip:a:1"), start) ==
        Registered::done);
  CHECK(bindings.update("1001", {contact(2)}, from("x", 1, "sip:a:2"), start) == Registered::done);
  REQUIRE(bindings.of("1001").size() == 1);
  CHECK(bindings.of("1001")[0].contact == contact(2).contact);
  CHECK(bindings.of("1001")[0].cseq == 1);
  // The same contact, or the same way, with a lower number is late.
  CHECK(bindings.update("1001", {contact(2)}, from("x", 1, "sip:a:3"), start) ==
        Registered::out_of_order);
  CHECK(bindings.update("1001", {contact(3)}, from("x", 0, "sip:a:2"), start) ==
        Registered::out_of_order);
}

TEST_CASE("bindings: an instance is one device, each of its ways is one, and others are others") {
  Bindings bindings;
  const auto take = [&](const char* contact_uri, const char* instance, const char* call_id) {
    CHECK(bindings.update("1001", {{contact_uri, seconds(300), instance}}, from(call_id, 1),
                          start) == Registered::done);
    return bindings.of("1001").size();
  };
  CHECK(take("sip:a@10.0.0.1:1", "<urn:uuid:1> 1", "x") == 1);
  CHECK(take("sip:b@10.0.0.1:2", "<urn:uuid:1> 1", "y") == 1);
  CHECK(take("sip:b@10.0.0.1:3", "<urn:uuid:1> 2", "z") == 2);
  CHECK(take("sip:b@10.0.0.1:4", "<urn:uuid:2> 1", "w") == 3);
  CHECK(bindings.of("1001")[0].contact == "sip:b@10.0.0.1:2");
}

TEST_CASE("bindings: an instance that says no way is one device for each user of its contacts") {
  Bindings bindings;
  const auto take = [&](const char* contact_uri, const char* call_id) {
    CHECK(bindings.update("1001", {{contact_uri, seconds(300), instance_text("<urn:uuid:1>", "")}},
                          from(call_id, 1), start) == Registered::done);
    return bindings.of("1001").size();
  };
  CHECK(take("sip:line1@10.0.0.1", "x") == 1);
  CHECK(take("sip:line2@10.0.0.1", "y") == 2);
  CHECK(take("sip:line1@10.0.0.1:5062", "z") == 2);
}

TEST_CASE("bindings: two contacts of one request are two devices, and stay so") {
  Bindings bindings;
  for (const std::uint32_t cseq : {1U, 2U}) {
    CHECK(bindings.update("1001",
                          {{"sip:1001@10.0.0.1:5060", seconds(300)},
                           {"sip:1001@10.0.0.1:5060;transport=tcp", seconds(300)}},
                          from("x", cseq), start) == Registered::done);
    CHECK(bindings.of("1001").size() == 2);
  }
}

TEST_CASE("bindings: who registered over a connection that has ended is gone") {
  Bindings bindings;
  CHECK(bindings.update("1001", {contact(1)}, from("x", 1, "sip:a:1;transport=tcp"), start) ==
        Registered::done);
  CHECK(bindings.update("1002", {contact(2)}, from("y", 1, "sip:a:2;transport=tcp"), start) ==
        Registered::done);
  CHECK(bindings.drop({"sip:a:1;transport=tcp"}) == std::vector<std::string>{"1001"});
  CHECK(bindings.of("1001").empty());
  CHECK(bindings.of("1002").size() == 1);
}

TEST_CASE("trunks: addresses and prefixes") {
  Trunks trunks;
  CHECK(trunks.add("192.0.2.7"));
  CHECK(trunks.add("10.1.0.0/16"));
  CHECK(trunks.contains("192.0.2.7"));
  CHECK_FALSE(trunks.contains("192.0.2.8"));
  CHECK(trunks.contains("10.1.255.255"));
  CHECK_FALSE(trunks.contains("10.2.0.0"));
  for (const char* wrong : {"", "host", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "1.2.3"}) {
    CHECK_FALSE(trunks.add(wrong));
  }
  CHECK_FALSE(Trunks{}.contains("10.1.0.1"));
  Trunks all;
  CHECK(all.add("0.0.0.0/0"));
  CHECK(all.contains("8.8.8.8"));
}

}  // namespace relevo::voice
