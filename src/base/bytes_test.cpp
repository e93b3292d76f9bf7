#include "base/bytes.h"

#include <doctest/doctest.h>

#include <limits>

#include "base/prng.h"

namespace relevo {

namespace {

enum class Colour : std::uint8_t { red = 0, blue = 1 };

struct Inner {
  std::uint64_t number = 0;
  Text<4> word;
};

struct Outer {
  bool flag = false;
  Colour colour = Colour::red;
  std::uint8_t small = 0;
  std::int16_t signed_small = 0;
  Time time;
  Duration duration;
  AgentId agent;
  Text<8> text;
  std::string long_text;
  std::array<std::uint8_t, 4> digest{};
  Inner inner;
  List<std::uint32_t, 3> list;
  std::vector<Inner> inners;
};

/// The same message as an older build knows it.
struct OlderOuter {
  std::uint8_t small = 0;
  AgentId agent;
};

template <class V>
void fields(V& visit, Inner& o) {
  visit(1, "number", o.number);
  visit(2, "word", o.word);
}

template <class V>
void fields(V& visit, Outer& o) {
  visit(1, "flag", o.flag);
  visit(2, "colour", o.colour);
  visit(3, "small", o.small);
  visit(4, "signed_small", o.signed_small);
  visit(5, "time", o.time);
  visit(6, "duration", o.duration);
  visit(7, "agent", o.agent);
  visit(8, "text", o.text);
  visit(9, "long_text", o.long_text);
  visit(10, "digest", o.digest);
  visit(11, "inner", o.inner);
  visit(12, "list", o.list);
  visit(13, "inners", o.inners);
}

template <class V>
void fields(V& visit, OlderOuter& o) {
  visit(3, "small", o.small);
  visit(7, "agent", o.agent);
}

Outer full() {
  Outer outer{.flag = true,
              .colour = Colour::blue,
              .small = 200,
              .signed_small = -300,
              .time = {-5},
              .duration = {std::numeric_limits<std::int64_t>::min()},
              .agent = {~std::uint64_t{0}},
              .text = "12345678",
              .long_text = std::string(300, 'x'),
              .digest = {0, 1, 2, 3},
              .inner = {.number = 7, .word = "word"}};
  outer.list.push_back(0);  // Of a list even a zero counts.
  outer.list.push_back(1);
  outer.list.push_back(0);
  outer.inners = {{}, {.number = 1}};
  return outer;
}

template <class T>
Bytes bytes_of(const T& object) {
  Bytes bytes;
  encode(bytes, object);
  return bytes;
}

template <class T>
bool decodes(const Bytes& bytes) {
  T object;
  return decode(bytes, object);
}

}  // namespace

TEST_CASE("bytes: a struct comes back as it was, with its limits full") {
  const Bytes bytes = bytes_of(full());
  Outer outer;
  REQUIRE(decode(bytes, outer));
  CHECK(bytes_of(outer) == bytes);
  CHECK(outer.duration.us == std::numeric_limits<std::int64_t>::min());
  CHECK(outer.agent.value == ~std::uint64_t{0});
  CHECK(outer.text.view() == "12345678");
  CHECK(outer.list.size == 3);
  CHECK(outer.inners.size() == 2);
}

TEST_CASE("bytes: nothing is written for a default") { CHECK(bytes_of(Outer{}).empty()); }

TEST_CASE("bytes: an older reader skips what it does not know") {
  OlderOuter older;
  REQUIRE(decode(bytes_of(full()), older));
  CHECK(older.small == 200);
  CHECK(older.agent.value == ~std::uint64_t{0});
}

TEST_CASE("bytes: a newer reader keeps its defaults for what an older writer left out") {
  Outer outer;
  REQUIRE(decode(bytes_of(OlderOuter{.small = 3, .agent = {4}}), outer));
  CHECK(outer.small == 3);
  CHECK(outer.agent == AgentId{4});
  CHECK(!outer.flag);
}

TEST_CASE("bytes: what passes a limit is damage") {
  CHECK(decodes<Outer>({3 * 2, 200, 1}));         // 200
  CHECK_FALSE(decodes<Outer>({3 * 2, 0x80, 2}));  // 256 in a u8
  CHECK_FALSE(decodes<Outer>({2 * 2, 0x80, 2}));  // 256 in an enum of u8
  CHECK(decodes<Outer>({2 * 2, 90}));             // A colour of a newer writer.
  CHECK(decodes<Outer>({8 * 2 + 1, 8, 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a'}));
  CHECK_FALSE(decodes<Outer>({8 * 2 + 1, 9, 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a'}));
  CHECK_FALSE(decodes<Outer>({10 * 2 + 1, 3, 1, 2, 3}));  // A digest has its size.
  CHECK(decodes<Outer>({12 * 2, 1, 12 * 2, 1, 12 * 2, 1}));
  CHECK_FALSE(decodes<Outer>({12 * 2, 1, 12 * 2, 1, 12 * 2, 1, 12 * 2, 1}));  // Four of three.
}

TEST_CASE("bytes: what makes no sense is damage") {
  CHECK_FALSE(decodes<Outer>({0x80}));                        // A key cut off.
  CHECK_FALSE(decodes<Outer>({3 * 2}));                       // A key without its value.
  CHECK_FALSE(decodes<Outer>({3 * 2 + 1, 1, 1}));             // A number as bytes.
  CHECK_FALSE(decodes<Outer>({8 * 2, 1}));                    // A text as a number.
  CHECK_FALSE(decodes<Outer>({8 * 2 + 1, 5, 'a'}));           // A length behind the end.
  CHECK_FALSE(decodes<Outer>({7 * 2, 1, 3 * 2, 1}));          // Numbers go back.
  CHECK_FALSE(decodes<Outer>({11 * 2 + 1, 2, 1 * 2, 0x80}));  // Damage inside a nested struct.
}

TEST_CASE("bytes: of a field that is no list and comes twice the first counts") {
  Outer outer;
  CHECK(decode(Bytes{3 * 2, 1, 3 * 2, 2}, outer));
  CHECK(outer.small == 1);
}

TEST_CASE("bytes: any damage is either seen or gives another whole struct") {
  const Bytes whole = bytes_of(full());
  Prng prng{1};
  for (int i = 0; i < 20'000; ++i) {
    Bytes damaged = whole;
    damaged[prng.below(damaged.size())] = static_cast<std::uint8_t>(prng.next());
    if (prng.chance(1, 3)) damaged.resize(prng.below(damaged.size() + 1));
    Outer outer;
    if (!decode(damaged, outer)) continue;
    Outer again;
    REQUIRE(decode(bytes_of(outer), again));
    REQUIRE(bytes_of(again) == bytes_of(outer));
  }
}

TEST_CASE("varint: the largest fits ten bytes, one bit more is refused") {
  Bytes bytes;
  put_varint(bytes, ~std::uint64_t{0});
  REQUIRE(bytes.size() == 10);
  std::size_t at = 0;
  std::uint64_t value = 0;
  CHECK(get_varint(bytes, at, value));
  CHECK(value == ~std::uint64_t{0});
  CHECK(at == 10);
  bytes[9] = 2;
  at = 0;
  CHECK_FALSE(get_varint(bytes, at, value));
  bytes[9] = 0x81;  // It goes on after 64 bits.
  bytes.push_back(0);
  at = 0;
  CHECK_FALSE(get_varint(bytes, at, value));
}

TEST_CASE("zigzag: small numbers of either sign are small, and all come back") {
  CHECK(zigzag(0) == 0);
  CHECK(zigzag(-1) == 1);
  CHECK(zigzag(1) == 2);
  for (const std::int64_t value : {std::numeric_limits<std::int64_t>::min(),
                                   std::numeric_limits<std::int64_t>::max(), std::int64_t{-300}}) {
    CHECK(unzigzag(zigzag(value)) == value);
  }
}

}  // namespace relevo
