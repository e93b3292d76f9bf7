#include "voice/sip/trunks.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace relevo::voice {

namespace {

std::optional<std::uint32_t> read_ipv4(const std::string& text) {
  in_addr address{};
  if (::inet_pton(AF_INET, text.c_str(), &address) != 1) return std::nullopt;
  return ntohl(address.s_addr);
}

}  // namespace

Result<void> Trunks::add(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = read_ipv4(std::string{text.substr(0, slash)});
  unsigned bits = 32;
  bool well_formed = address.has_value();
  if (slash != std::string_view::npos) {
    const std::string_view length = text.substr(slash + 1);
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bits);
    well_formed =
        well_formed && error == std::errc{} && end == length.data() + length.size() && bits <= 32;
  }
  if (!well_formed) {
    return fault(Fault::Kind::input,
                 "trunk \"" + std::string{text} + "\": an IPv4 address or a prefix as 10.1.0.0/16");
  }
  const std::uint32_t mask = bits == 0 ? 0 : ~std::uint32_t{0} << (32 - bits);
  prefixes_.push_back({*address & mask, mask});
  return {};
}

bool Trunks::contains(const std::string& address) const {
  const auto number = read_ipv4(address);
  return number && std::any_of(prefixes_.begin(), prefixes_.end(), [&](const Prefix& prefix) {
           return (*number & prefix.mask) == prefix.address;
         });
}

}  // namespace relevo::voice
