// Files that nobody would write: cut off, garbled, or made to break the reader.
#include <doctest/doctest.h>

#include "base/prng.h"
#include "operation/testing.h"

namespace relevo {

namespace {

std::string demo_text() {
  const auto sources = load_operation_sources("examples/demo/operation.toml");
  REQUIRE(sources);
  return sources->front().text;
}

/// Either it is an operation, or there is a sentence that begins with the file and a line.
void check_survives(const std::string& text) {
  const auto read = read_operation({{"f.toml", text}}, {}, testing::indicators);
  if (read) return;
  CHECK(read.error().kind == Fault::Kind::input);
  CHECK(read.error().what.starts_with("f.toml:"));
  CHECK(read.error().what.size() < 1'000);
}

}  // namespace

TEST_CASE("read_operation: every prefix of the demo file") {
  const std::string text = demo_text();
  for (std::size_t size = 0; size < text.size(); ++size) check_survives(text.substr(0, size));
}

TEST_CASE("read_operation: random bytes in the demo file") {
  const std::string text = demo_text();
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    CAPTURE(seed);
    Prng prng{seed};
    std::string garbled = text;
    for (std::uint64_t left = 1 + prng.below(4); left > 0; --left) {
      const std::size_t at = prng.below(garbled.size());
      const auto byte = static_cast<char>(prng.below(256));
      switch (prng.below(4)) {
        case 0:
          garbled[at] = byte;
          break;
        case 1:
          garbled.insert(at, 1 + prng.below(3), byte);
          break;
        case 2:
          garbled.erase(at, 1 + prng.below(40));
          break;
        default:  // What is valid somewhere is put elsewhere.
          garbled.insert(at, text.substr(prng.below(text.size()), 1 + prng.below(40)));
          break;
      }
    }
    check_survives(garbled);
  }
}

TEST_CASE("read_operation: nesting without end") {
  check_survives("a" + std::string(2'000'000, '.') + "\n");
  check_survives("[" + std::string(990, '[') + "\n");
  check_survives("a = " + std::string(100'000, '[') + "\n");
  std::string deep;
  for (int i = 0; i < 490; ++i) deep += "a.";
  check_survives(deep + "a = 1\n");
  check_survives("[" + deep + "a]\n" + deep + "a = 1\n");
  // The deepest the limits allow: an inline table on each of many lines.
  std::string tower = "[" + deep + "a]\n";
  for (int i = 0; i < 100; ++i) tower += deep.substr(0, 900) + "a = [\n{";
  check_survives(tower);
  std::string closed = "[" + deep + "a]\nb";
  std::string end;
  for (int i = 0; i < 3; ++i) {
    closed += " = [\n{" + deep + "a";
    end += "}\n]";
  }
  check_survives(closed + " = 1" + end + "\n");
}

TEST_CASE("read_operation: as many agents as there may be, and none of them any more") {
  const std::string head =
      "[operation]\ncode = \"x\"\n[[site]]\ncode = \"home\"\n[[user]]\ncode = \"c01\"\n"
      "name = \"C\"\nroles = [\"coordinator\"]\n[[team]]\ncode = \"t\"\n"
      "coordinator = \"c01\"\n";
  const std::string seat = "team = \"t\"\nsite = \"home\"\n";
  const auto full =
      read_operation({{"f.toml", head + "[[agents]]\nfrom = \"00000\"\nto = \"99999\"\n" + seat}},
                     {}, testing::indicators);
  REQUIRE_MESSAGE(full, full.error().what);
  CHECK(full->document.agents.size() == agents_max);
  CHECK(full->document.agents.back().code == Code{"99999"});
  Bytes encoded;
  encode(encoded, full->document);
  Operation decoded;
  REQUIRE(decode(encoded, decoded));
  CHECK(decoded.users.size() == agents_max + 1);
  const auto none = read_operation({{"f.toml", head}}, full->document, testing::indicators);
  REQUIRE(none);
  CHECK(none->document.agents.size() == agents_max);
  CHECK(none->document.agents.back().retired);
  const auto over = read_operation({{"f.toml", head + "[[agent]]\ncode = \"new\"\n" + seat}},
                                   none->document, testing::indicators);
  REQUIRE_FALSE(over);
  CHECK(over.error().what ==
        "f.toml:13: agent.code: is one agent too many, retired ones included; keep to 100000");
}

TEST_CASE("read_operation: an operation that the log would not take is refused") {
  std::string text =
      "[operation]\ncode = \"x\"\n[[site]]\ncode = \"home\"\n[[user]]\ncode = \"c01\"\n"
      "name = \"C\"\nroles = [\"coordinator\"]\n[[team]]\ncode = \"t\"\n"
      "coordinator = \"c01\"\n";
  std::string levels;
  for (int i = 0; i < 32; ++i) {
    text += "[[skill]]\ncode = \"s" + std::to_string(i) + "\"\n";
    levels += (i == 0 ? "s" : ", s") + std::to_string(i) + " = 5";
  }
  const auto read =
      read_operation({{"f.toml", text +
                                     "[[agents]]\nfrom = \"00000\"\nto = \"99999\"\nteam = \"t\"\n"
                                     "site = \"home\"\nskills = { " +
                                     levels + " }\n"}},
                     {}, testing::indicators);
  REQUIRE_FALSE(read);
  CHECK(read.error().what.starts_with("the operation takes "));
  CHECK(read.error().what.ends_with("; name fewer agents, users or skills of each"));
}

TEST_CASE("read_operation: texts at and over their limits") {
  const auto queue_with = [](const std::string& line) {
    return "[operation]\ncode = \"x\"\n[[client]]\ncode = \"c\"\n[[campaign]]\ncode = \"c\"\n"
           "client = \"c\"\n[[queue]]\ncode = \"q\"\ncampaign = \"c\"\n" +
           line + "\n";
  };
  const auto fits = [&](const std::string& key, std::size_t size, char byte) {
    const std::string line = key + " = \"" + std::string(size, byte) + "\"";
    return read_operation({{"f.toml", queue_with(line)}}, {}, testing::indicators).has_value();
  };
  CHECK(fits("number", 32, '5'));
  CHECK_FALSE(fits("number", 33, '5'));
  CHECK(fits("greeting", 93, 'a'));
  CHECK_FALSE(fits("greeting", 94, 'a'));
  CHECK(fits("music", 96, 'a'));
  CHECK_FALSE(fits("music", 97, 'a'));
  for (const std::string key : {"code", "campaign", "language", "strategy"}) {
    CHECK_FALSE(fits(key, 900, 'a'));
  }
  // A long foreign word is cut between characters.
  check_survives(queue_with("number = \"" + std::string(39, 'a') + "ñ\""));
}

}  // namespace relevo
