// What an older build sends is understood, and what it would not know does it no harm.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "link/frame.h"
#include "link/sample_messages.h"

namespace relevo::link {

namespace {

const std::filesystem::path golden_folder = "tests/golden/link";

Bytes from_hex_file(const std::filesystem::path& path) {
  std::ifstream in{path};
  in >> std::hex;
  Bytes bytes;
  for (unsigned byte = 0; in >> byte;) bytes.push_back(static_cast<std::uint8_t>(byte));
  return bytes;
}

void write_hex_file(const std::filesystem::path& path, const Bytes& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::ofstream out{path};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out << digits[bytes[i] >> 4U] << digits[bytes[i] & 0xFU];
    out << ((i + 1) % 32 == 0 || i + 1 == bytes.size() ? '\n' : ' ');
  }
}

template <class Message>
Bytes body_of(const Message& message) {
  Bytes frame;
  put_frame(frame, message);
  return {frame.begin() + 4, frame.end()};
}

/// `told`: what this build says, by its golden file's name.
void check_against(const std::string& name, const Bytes& told) {
  CAPTURE(name);
  const auto path = golden_folder / (name + ".hex");
  if (!std::filesystem::exists(path)) {
    write_hex_file(path, told);
    FAIL_CHECK("it had no golden bytes; they are written now: look at them and commit them");
    return;
  }
  CHECK(from_hex_file(path) == told);
}

std::string name_of(const ToCore& message) {
  const auto* fact = std::get_if<Fact>(&message);
  return "to_core_" + std::to_string(message.index()) +
         (fact == nullptr ? "" : "_fact_" + std::to_string(fact->body.index()));
}

std::string name_of(const ToVoice& message) {
  return "to_voice_" + std::to_string(message.index());
}

/// With two fields behind all others that no build knows yet, one of each shape.
Bytes grown(Bytes body) {
  put_varint(body, 4000 * 2);
  put_varint(body, 77);
  put_varint(body, 4001 * 2 + 1);
  put_varint(body, 3);
  body.insert(body.end(), {1, 2, 3});
  return body;
}

}  // namespace

// A message whose fields have grown keeps its old file under another name, NAME.1.hex, and gets a
// new one: copy NAME.hex, delete it, and run this test once.
TEST_CASE("link: every message has the bytes it always had") {
  for (const ToVoice& message : sample_to_voice())
    check_against(name_of(message), body_of(message));
  for (const ToCore& message : sample_to_core()) check_against(name_of(message), body_of(message));
}

TEST_CASE("link: what builds of this version ever sent is understood, and none of it lost") {
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator{golden_folder}) {
    CAPTURE(file.path().string());
    const Bytes golden = from_hex_file(file.path());
    const std::string name = file.path().stem().string();
    const std::string kind = name.substr(0, name.find('.'));
    if (name.starts_with("to_voice")) {
      const auto message = to_voice(golden);
      REQUIRE_MESSAGE(message.has_value(), message.error().what);
      REQUIRE(message->has_value());
      CHECK(name_of(**message) == kind);
      CHECK(body_of(**message) == golden);
    } else {
      const auto message = to_core(golden);
      REQUIRE_MESSAGE(message.has_value(), message.error().what);
      REQUIRE(message->has_value());
      CHECK(name_of(**message) == kind);
      CHECK(body_of(**message) == golden);
    }
    ++files;
  }
  CHECK(files >= std::variant_size_v<ToVoice> + std::variant_size_v<ToCore> - 1 +
                     std::variant_size_v<FactBody>);
}

TEST_CASE("link: fields of a later build are skipped") {
  for (const ToVoice& message : sample_to_voice()) {
    const auto back = to_voice(grown(body_of(message)));
    REQUIRE(back.has_value());
    REQUIRE(back->has_value());
    CHECK(body_of(**back) == body_of(message));
  }
  for (const ToCore& message : sample_to_core()) {
    const auto back = to_core(grown(body_of(message)));
    REQUIRE(back.has_value());
    REQUIRE(back->has_value());
    CHECK(body_of(**back) == body_of(message));
  }
}

}  // namespace relevo::link
